import { MAPI_AMBIGUOUS, MAPI_RESOLVED, MAPI_UNRESOLVED, PR_ANR_W } from '@mapi-kit/sdk';
import test from 'ava';
import { MAPI_E_NOT_FOUND, S_OK } from '#src/com/hresult-codes.js';
import { MAPI_TO, RELOP_EQ, RES_PROPERTY } from '#src/contract/flags.js';
import {
  PR_COMMENT_W,
  PR_DISPLAY_NAME_A,
  PR_DISPLAY_NAME_W,
  PR_EMAIL_ADDRESS_W,
  PR_ENTRYID,
  PR_RECIPIENT_TYPE,
} from '#src/contract/property-tags.js';
import { findValue, type SPropValue } from '#src/contract/property-types.js';
import { oneOffEntryId } from '#src/subsystem/one-off-entry-id.js';
import { ok } from '../transport/support/mail.js';
import type { LoggedOn } from './support/book.js';

import { add, bookOver, logOn, newBox, rowsOf } from './support/book.js';

test('PR_ANR in a restriction resolves names in a contents table', (t) => {
  const { container } = logOn(bookOver(newBox()));
  add(container, 'Robert Miller', 'bob@x.org');
  add(container, 'Eve Millstone', 'eve@x.org');
  add(container, 'Kim Smith', 'kim@miller.org');
  const table = ok(container.GetContentsTable(0));
  const found = (text: string): string[] => {
    t.is(
      table.Restrict(
        { rt: RES_PROPERTY as 4, relop: RELOP_EQ, tag: PR_ANR_W, prop: { tag: PR_ANR_W, value: text } },
        0,
      ),
      S_OK,
    );
    return rowsOf(table).map((row) => findValue(row, PR_DISPLAY_NAME_W) ?? '');
  };
  t.deepEqual(found('mill'), ['Robert Miller', 'Eve Millstone']);
  t.deepEqual(found('rob mil'), ['Robert Miller']);
  t.deepEqual(found('KIM@'), ['Kim Smith']);
  t.deepEqual(found('iller'), []);
});

test('ResolveNames completes who is unique and says what became of the others', (t) => {
  const { root } = ((): LoggedOn => {
    const life = logOn(
      bookOver(newBox(), [
        { id: 'a', name: 'A' },
        { id: 'b', name: 'B' },
      ]),
    );
    add(life.container, 'Robert Miller', 'bob@x.org');
    add(life.container, 'Eve Miller', 'eve@x.org');
    add(life.container, 'Eve', 'eve2@x.org');
    return life;
  })();
  const recipient = (name: string): SPropValue[] => [
    { tag: PR_DISPLAY_NAME_W, value: name },
    { tag: PR_RECIPIENT_TYPE, value: MAPI_TO },
  ];
  const wanted = [PR_EMAIL_ADDRESS_W, PR_DISPLAY_NAME_W, PR_ENTRYID];
  const recipients = ['rob', 'miller', 'nobody', 'eve', 'rob'].map(recipient);
  const states = [MAPI_UNRESOLVED, MAPI_UNRESOLVED, MAPI_UNRESOLVED, MAPI_UNRESOLVED, MAPI_RESOLVED];
  const result = ok(root.ResolveNames(wanted, 0, recipients, states));
  t.deepEqual(result.resolutions, [MAPI_RESOLVED, MAPI_AMBIGUOUS, MAPI_UNRESOLVED, MAPI_RESOLVED, MAPI_RESOLVED]);
  const [rob = [], miller, nobody, eve = [], done] = result.recipients;
  t.deepEqual(
    rob.map(({ tag }) => tag),
    [...wanted, PR_RECIPIENT_TYPE],
  );
  t.is(findValue(rob, PR_DISPLAY_NAME_W), 'Robert Miller');
  t.is(findValue(eve, PR_EMAIL_ADDRESS_W), 'eve2@x.org', 'a full name beats a beginning');
  t.is(miller, recipients[1]);
  t.is(nobody, recipients[2]);
  t.is(done, recipients[4], 'who is resolved already is left alone');
});

test('ResolveNames understands names that are not in Unicode', (t) => {
  const { container } = logOn(bookOver(newBox()));
  add(container, 'Bob', 'bob@x.org');
  const recipients = [[{ tag: PR_DISPLAY_NAME_A, value: 'bob' }]];
  const { resolutions } = ok(container.ResolveNames(null, 0, recipients, [MAPI_UNRESOLVED]));
  t.deepEqual(resolutions, [MAPI_RESOLVED]);
});

test('PrepareRecips completes recipients of this address book in the order of the tags', (t) => {
  const { container, logon } = logOn(bookOver(newBox()));
  const own = [
    { tag: PR_RECIPIENT_TYPE, value: MAPI_TO },
    { tag: PR_ENTRYID, value: add(container, 'Bob', 'bob@x.org') },
  ];
  const foreign = [{ tag: PR_ENTRYID, value: oneOffEntryId('a', 'b', 'c', true) }];
  const [first = [], second] = ok(logon.PrepareRecips(0, [PR_EMAIL_ADDRESS_W, PR_COMMENT_W], [own, foreign]));
  t.is(first[0]?.value, 'bob@x.org');
  t.is(first[1]?.value, MAPI_E_NOT_FOUND);
  t.deepEqual(first.slice(2), own);
  t.is(second, foreign);
});
