import {
  failed,
  type IMAPIProp,
  MAPI_E_CALL_FAILED,
  MAPI_E_NO_SUPPORT,
  MAPI_E_NOT_ENOUGH_MEMORY,
  PR_BODY_W,
  PR_SUBJECT_W,
  PROP_ID,
  PT_ERROR,
  PT_UNSPECIFIED,
  propTag,
  type Result,
  type SPropTagArray,
  succeeded,
} from '@mapi-kit/sdk';
import test from 'ava';
import { listTags } from '#harness/host/store/read-properties.js';

/** An object that answers so when it is asked what it has. */
function listing(answer: Result<SPropTagArray>): IMAPIProp {
  const values = [
    { tag: PR_SUBJECT_W, value: 'short' },
    { tag: propTag(PROP_ID(PR_BODY_W), PT_ERROR), value: MAPI_E_NOT_ENOUGH_MEMORY },
  ];
  return { GetPropList: () => answer, GetProps: () => succeeded(values) } as unknown as IMAPIProp;
}

test('an object that lists no properties is asked for all of them', (t) => {
  t.deepEqual(listTags(listing(succeeded([PR_SUBJECT_W]))), [PR_SUBJECT_W]);
  const tags: SPropTagArray = [PR_SUBJECT_W, propTag(PROP_ID(PR_BODY_W), PT_UNSPECIFIED)];
  t.deepEqual(listTags(listing(failed(MAPI_E_NO_SUPPORT))), tags);
  t.throws(() => listTags(listing(failed(MAPI_E_CALL_FAILED))), { name: 'Refusal' });
});
