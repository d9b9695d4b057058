import {
  FAILED,
  IID_IMessage,
  IID_IStream,
  type IMAPIProp,
  type IMessage,
  MAPI_CREATE,
  MAPI_MODIFY,
  MODRECIP_ADD,
  PR_ADDRTYPE_W,
  PR_ATTACH_DATA_BIN,
  PR_ATTACH_DATA_OBJ,
  PR_ATTACH_LONG_FILENAME_W,
  PR_ATTACH_METHOD,
  PR_DISPLAY_NAME_W,
  PR_EMAIL_ADDRESS_W,
  PR_RECIPIENT_TYPE,
  PR_SUBJECT_W,
  PROP_ID,
  PROP_TYPE,
  propTag,
  type SPropValue,
} from '@mapi-kit/sdk';
import { demand, insist } from './demand.js';
import { ATTACHMENT_TAGS, RECIPIENT_TAGS } from './tags.js';
import { NAMES, type Values } from './values.js';

/** Sets what an object takes; that it computes some of it is its affair. */
export function set(object: IMAPIProp, properties: readonly SPropValue[]): void {
  insist(object.SetProps(properties).hr, 'SetProps');
}

/** Sets bytes through a stream. */
export function setStream(object: IMAPIProp, tag: SPropValue['tag'], bytes: Uint8Array): void {
  const stream = demand(object.OpenProperty(tag, IID_IStream, 0, MAPI_CREATE | MAPI_MODIFY), 'OpenProperty');
  insist(stream.SetSize(0), 'SetSize');
  for (let at = 0; at < bytes.length; at += 30_000) demand(stream.Write(bytes.subarray(at, at + 30_000)), 'Write');
  insist(stream.Commit(0), 'Commit');
  stream.Release();
}

/** Sets a named property for each name. */
export function setNamed(object: IMAPIProp, values: Values): void {
  const ids = demand(
    object.GetIDsFromNames(
      NAMES.map(({ name }) => name),
      MAPI_CREATE,
    ),
    'GetIDsFromNames',
  );
  set(
    object,
    NAMES.map(({ type }, index) => values.property(propTag(PROP_ID(ids[index] as SPropValue['tag']), type))),
  );
}

/** Adds recipients of all types, with many properties. */
export function addRecipients(message: IMessage, count: number, values: Values): void {
  const rows = Array.from({ length: count }, (_, index) => {
    const n = values.number;
    return [
      { tag: PR_RECIPIENT_TYPE, value: [1, 3, 2][index % 3] as number },
      { tag: PR_DISPLAY_NAME_W, value: `Ænne Müller ${n}` },
      { tag: PR_ADDRTYPE_W, value: 'SMTP' },
      { tag: PR_EMAIL_ADDRESS_W, value: `someone.${n}@example.org` },
      ...values.properties(RECIPIENT_TAGS),
    ];
  });
  insist(message.ModifyRecipients(MODRECIP_ADD, rows), 'ModifyRecipients');
}

/** Attaches a file. */
export function attachFile(message: IMessage, size: number, values: Values): void {
  const { attach } = demand(message.CreateAttach(null, 0), 'CreateAttach');
  set(attach, [
    { tag: PR_ATTACH_METHOD, value: 1 },
    { tag: PR_ATTACH_LONG_FILENAME_W, value: `Angebot Ω ${values.number}.pdf` },
    ...values.properties(ATTACHMENT_TAGS),
  ]);
  const data = values.bytes(size);
  if (size > 50_000) setStream(attach, PR_ATTACH_DATA_BIN, data);
  else set(attach, [{ tag: PR_ATTACH_DATA_BIN, value: data }]);
  insist(attach.SaveChanges(0), 'IAttach::SaveChanges');
  attach.Release();
}

/** Attaches a message, with recipients, files, and to a depth of two another one. */
export function attachMessage(message: IMessage, depth: number, values: Values): void {
  const { attach } = demand(message.CreateAttach(null, 0), 'CreateAttach');
  set(attach, [
    { tag: PR_ATTACH_METHOD, value: 5 },
    { tag: PR_DISPLAY_NAME_W, value: `inside ${values.number}` },
  ]);
  const opened = attach.OpenProperty(PR_ATTACH_DATA_OBJ, IID_IMessage, 0, MAPI_CREATE | MAPI_MODIFY);
  const inner = demand(opened, 'OpenProperty (embedded)');
  fillInner(inner, depth, values);
  insist(inner.SaveChanges(0), 'SaveChanges (embedded)');
  inner.Release();
  insist(attach.SaveChanges(0), 'IAttach::SaveChanges');
  attach.Release();
}

function fillInner(inner: IMessage, depth: number, values: Values): void {
  set(inner, [
    { tag: PR_SUBJECT_W, value: `inside ${values.text(20)}` },
    ...[0x3, 0xb, 0x40, 0x1f, 0x102, 0x5, 0x1e, 0x101f].map((type, index) =>
      values.property(propTag(0x6980 + index, type)),
    ),
    { tag: propTag(0x1000, 0x1f), value: values.text(900) },
    { tag: propTag(0x1013, 0x102), value: values.bytes(2_000) },
  ]);
  setNamed(inner, values);
  addRecipients(inner, 3, values);
  attachFile(inner, 700, values);
  attachFile(inner, 90, values);
  if (depth < 2) attachMessage(inner, depth + 1, values);
}

/** Deletes properties of these types that an object has. */
export function deleteSome(object: IMAPIProp, ids: readonly number[]): void {
  const listed = demand(object.GetPropList(0x80000000 | 0), 'GetPropList');
  const tags = listed.filter((tag) => ids.includes(PROP_ID(tag)) && PROP_TYPE(tag) !== 0xd);
  if (tags.length > 0 && FAILED(object.DeleteProps(tags).hr)) throw new Error('DeleteProps failed');
}
