import test from 'ava';
import { MAPI_E_NOT_ENOUGH_MEMORY } from '#src/com/hresult-codes.js';
import { failed, succeeded } from '#src/com/result.js';
import {
  ATTACH_EMBEDDED_MSG,
  KEEP_OPEN_READWRITE,
  MAPI_CREATE,
  MAPI_MODIFY,
  MAPI_P1,
  MAPI_TO,
} from '#src/contract/flags.js';
import type { IMAPIProp } from '#src/contract/imapi-prop.js';
import { IID_IMessage } from '#src/contract/interface-ids.js';
import {
  PR_ATTACH_DATA_OBJ,
  PR_ATTACH_METHOD,
  PR_BODY_W,
  PR_RECIPIENT_TYPE,
  PR_RTF_COMPRESSED,
  PR_SUBJECT_W,
} from '#src/contract/property-tags.js';
import { findValue, PROP_ID, type PropTag, PT_ERROR, type SPropValue } from '#src/contract/property-types.js';
import { readAllProperties, readProperty } from '#src/properties/property-reading.js';
import { readMessage } from '#src/provider/transport/message-reading.js';
import { attach, makeMessage, ok, openMailbox, recipientRow } from './support/mail.js';

/** An object that gives its large values as streams only, a few bytes at a time. */
function withLargeValues(values: readonly SPropValue[]): { readonly object: IMAPIProp; open(): number } {
  let streams = 0;
  const bytesOf = ({ value }: SPropValue): Uint8Array =>
    typeof value === 'string' ? Buffer.from(value, 'utf16le') : (value as Uint8Array);
  const tooLarge = ({ tag }: SPropValue): SPropValue => ({
    tag: (((tag & 0xffff0000) | PT_ERROR) >>> 0) as PropTag,
    value: MAPI_E_NOT_ENOUGH_MEMORY,
  });
  const object = {
    GetProps: (tags: readonly PropTag[] | null) =>
      succeeded(values.filter(({ tag }) => tags === null || tags.includes(tag)).map(tooLarge)),
    GetPropList: () => succeeded(values.map(({ tag }) => tag)),
    OpenProperty: (wanted: PropTag) => {
      const found = values.find(({ tag }) => tag === wanted);
      if (found === undefined) return failed(MAPI_E_NOT_ENOUGH_MEMORY);
      let position = 0;
      streams += 1;
      return succeeded({
        Read: () => {
          position += 3;
          return succeeded(bytesOf(found).subarray(position - 3, position));
        },
        Release: () => {
          streams -= 1;
        },
      });
    },
  };
  return { object: object as unknown as IMAPIProp, open: () => streams };
}

const large: readonly SPropValue[] = [
  { tag: PR_BODY_W, value: 'a body that is far too long' },
  { tag: PR_RTF_COMPRESSED, value: Uint8Array.of(1, 2, 3, 4, 5, 6, 7) },
];

test('a property that is too large for GetProps is read as a stream, which is released', (t) => {
  const { object, open } = withLargeValues(large);
  t.is(readProperty(object, PR_BODY_W), 'a body that is far too long');
  t.is(open(), 0);
});

test('all properties include those that are too large for GetProps', (t) => {
  const { object, open } = withLargeValues(large);
  const all = readAllProperties(object);
  t.is(findValue(all, PR_BODY_W), 'a body that is far too long');
  t.deepEqual(findValue(all, PR_RTF_COMPRESSED), Uint8Array.of(1, 2, 3, 4, 5, 6, 7));
  t.is(open(), 0);
});

test('a message that is attached to a message is read with its own attachments', (t) => {
  const message = makeMessage(openMailbox(), 'outer', ['SMTP:bob@x.org']);
  const { attach: attachment } = ok(message.CreateAttach(null, 0));
  ok(attachment.SetProps([{ tag: PR_ATTACH_METHOD, value: ATTACH_EMBEDDED_MSG }]));
  const inner = ok(attachment.OpenProperty(PR_ATTACH_DATA_OBJ, IID_IMessage, 0, MAPI_CREATE | MAPI_MODIFY));
  ok(inner.SetProps([{ tag: PR_SUBJECT_W, value: 'inner' }]));
  attach(inner, 'deep.txt', Buffer.from('deep'));
  attachment.SaveChanges(KEEP_OPEN_READWRITE);
  message.SaveChanges(KEEP_OPEN_READWRITE);
  const { subject, attachments } = readMessage(message);
  const [first] = attachments;
  t.is(subject, 'outer');
  t.is(first?.embedded?.subject, 'inner');
  t.is(Buffer.from(first?.embedded?.attachments[0]?.data ?? []).toString(), 'deep');
});

test('a recipient with MAPI_P1 is not named in the message', (t) => {
  const before = recipientRow('SMTP:ann@x.org').map((property) =>
    property.tag === PR_RECIPIENT_TYPE ? { tag: PR_RECIPIENT_TYPE, value: MAPI_TO | MAPI_P1 } : property,
  );
  const message = makeMessage(openMailbox(), 'sent again', [before, 'SMTP:bob@x.org']);
  t.deepEqual(
    readMessage(message).addressees.map(({ address, type }) => `${type} ${address}`),
    ['to bob@x.org'],
  );
});

test('only properties that travel with a message are read', (t) => {
  const { properties } = readMessage(makeMessage(openMailbox(), 'one', ['SMTP:bob@x.org']));
  t.true(properties.some(({ tag }) => tag === PR_SUBJECT_W));
  t.deepEqual(
    properties.filter(({ tag }) => PROP_ID(tag) >= 0x0e00 && PROP_ID(tag) < 0x1000),
    [],
  );
});
