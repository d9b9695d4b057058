// A message of the shape that real mail has: 72 properties, 16 of them named, RTF, recipients, an attachment through a stream.
import * as sdk from '@mapi-kit/sdk';
import { take } from './saving-client.js';

const { MAPI_CREATE, MAPI_MODIFY, MODRECIP_ADD, PT_BINARY, PT_BOOLEAN, PT_LONG, PT_SYSTIME, PT_UNICODE } = sdk;
const PSETID_COMMON = sdk.guid('{00062008-0000-0000-C000-000000000046}');
const NAMED = 16;
const PROPERTIES = 72;
/** PR_RTF_COMPRESSED is one of the properties, and written as a stream. */
const PLAIN = PROPERTIES - NAMED - 1;
const ATTACHED_BYTES = 100_000;
const CHUNK_BYTES = 32_768;
const RTF_BYTES = 4_000;
const TYPES = [PT_UNICODE, PT_LONG, PT_BINARY, PT_UNICODE, PT_SYSTIME, PT_BOOLEAN];
const BODY = 'A line of a message as people write it, about nothing much. '.repeat(40);

const attached = bytesOf(ATTACHED_BYTES);
const rtf = bytesOf(RTF_BYTES);

/** The tags of the named properties in a store. */
export function namedTags(store) {
  const names = Array.from({ length: NAMED }, (_, index) =>
    index % 2 === 0
      ? { guid: PSETID_COMMON, kind: 0, id: 0x8500 + index }
      : { guid: sdk.PS_PUBLIC_STRINGS, kind: 1, name: `Name ${index}` },
  );
  return take(store.GetIDsFromNames(names, MAPI_CREATE)).map((tag, index) =>
    sdk.CHANGE_PROP_TYPE(tag, TYPES[index % TYPES.length]),
  );
}

/** Makes and saves one message in a folder. */
export function saveRealMessage(folder, named, index) {
  const message = take(folder.CreateMessage(null, 0));
  take(message.SetProps([...plainProperties(index), ...named.map((tag) => ({ tag, value: someValue(tag, index) }))]));
  writeStream(message, sdk.PR_RTF_COMPRESSED, rtf);
  done(message.ModifyRecipients(MODRECIP_ADD, [recipient(index), recipient(index + 1)]));
  const { attach } = take(message.CreateAttach(null, 0));
  take(
    attach.SetProps([
      { tag: sdk.PR_ATTACH_METHOD, value: sdk.ATTACH_BY_VALUE },
      { tag: sdk.PR_ATTACH_LONG_FILENAME_W, value: `file ${index}.pdf` },
    ]),
  );
  writeStream(attach, sdk.PR_ATTACH_DATA_BIN, attached);
  done(attach.SaveChanges(0));
  attach.Release();
  done(message.SaveChanges(0));
  message.Release();
}

function done(hr) {
  if (hr !== sdk.S_OK) throw new Error(`a call failed with ${hr}`);
}

function writeStream(object, tag, bytes) {
  const stream = take(object.OpenProperty(tag, sdk.IID_IStream, 0, MAPI_CREATE | MAPI_MODIFY));
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) take(stream.Write(bytes.subarray(at, at + CHUNK_BYTES)));
  done(stream.Commit(0));
  stream.Release();
}

function plainProperties(index) {
  const known = [
    { tag: sdk.PR_SUBJECT_W, value: `Message number ${index}` },
    { tag: sdk.PR_SENDER_NAME_W, value: 'Someone Somewhere' },
    { tag: sdk.PR_SENDER_EMAIL_ADDRESS_W, value: `sender-${index}@example.org` },
    { tag: sdk.PR_IMPORTANCE, value: index % 3 },
    { tag: sdk.PR_BODY_W, value: `${BODY}${index}` },
  ];
  while (known.length < PLAIN) {
    const tag = sdk.propTag(0x6600 + known.length, TYPES[known.length % TYPES.length]);
    known.push({ tag, value: someValue(tag, index) });
  }
  return known;
}

function recipient(index) {
  return [
    { tag: sdk.PR_RECIPIENT_TYPE, value: sdk.MAPI_TO },
    { tag: sdk.PR_DISPLAY_NAME_W, value: `Someone ${index}` },
    { tag: sdk.PR_ADDRTYPE_W, value: 'SMTP' },
    { tag: sdk.PR_EMAIL_ADDRESS_W, value: `someone-${index}@example.org` },
  ];
}

function someValue(tag, index) {
  switch (sdk.PROP_TYPE(tag)) {
    case PT_UNICODE:
      return `A text of a property, ${index}`;
    case PT_LONG:
      return index;
    case PT_BINARY:
      return attached.subarray(index % 1_000, (index % 1_000) + 80);
    case PT_SYSTIME:
      return 133_000_000_000_000_000n + BigInt(index);
    case PT_BOOLEAN:
      return index % 2 === 0;
    default:
      throw new Error(`no value of the type of ${tag}`);
  }
}

/** Bytes that nothing could make shorter. */
function bytesOf(length) {
  let state = 7;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  });
}
