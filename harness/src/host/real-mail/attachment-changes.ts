import {
  findValue,
  type IAttach,
  type IMessage,
  MAPI_MODIFY,
  MAPI_UNICODE,
  PR_ATTACH_DATA_BIN,
  PR_ATTACH_LONG_FILENAME_W,
  PR_ATTACH_METHOD,
  PR_ATTACH_NUM,
  PR_DISPLAY_NAME_W,
  PROP_TYPE,
  type PropTag,
  PT_ERROR,
} from '@mapi-kit/sdk';
import { PR_ATTACH_CONTENT_LOCATION, PR_RENDERING_POSITION } from '../../recording/mail-tags.js';
import { propertyKey } from '../../recording/parts.js';
import { readProperties } from '../store/read-properties.js';
import { rowsIfAny } from '../store/read-rows.js';
import { insist, unwrap } from '../store/refusal.js';
import { deleteTags, type OpenedMail } from './property-changes.js';
import { type End, rewriteInPlace } from './streams.js';
import { addAttachment, stepOfAttachment, writeProperties } from './write-whole.js';

/** The attachments of a message, by their numbers: a table may have them in any order. */
export function attachmentsOf(message: IMessage): { readonly number: number; readonly step: string }[] {
  const columns = [PR_ATTACH_NUM, PR_ATTACH_LONG_FILENAME_W, PR_DISPLAY_NAME_W];
  const rows = rowsIfAny(message.GetAttachmentTable(MAPI_UNICODE), [PR_ATTACH_NUM], 'IMessage::GetAttachmentTable');
  const numbers = rows.map((row) => findValue(row, PR_ATTACH_NUM) ?? -1).sort((a, b) => a - b);
  return numbers.map((number) => {
    const attach = openAttach(message, number, 0);
    const values = unwrap(attach.GetProps(columns, 0), 'IMAPIProp::GetProps');
    attach.Release();
    return { number, step: stepOfAttachment(values.filter(({ tag }) => PROP_TYPE(tag) !== PT_ERROR)) };
  });
}

/** Opens one of them by its number. */
export function openAttach(message: IMessage, number: number, flags: number): IAttach {
  return unwrap(message.OpenAttach(number, null, flags), 'IMessage::OpenAttach');
}

/** Gives other data to one of them, by its place. */
export function changeData({ message, parts, random }: OpenedMail, index: number, size: number): void {
  const found = attachmentsOf(message)[index];
  if (found === undefined) return;
  const attach = openAttach(message, found.number, MAPI_MODIFY);
  writeProperties(attach, [{ tag: PR_ATTACH_DATA_BIN, value: random.bytes(size) }], parts, `${found.step}/`);
  insist(attach.SaveChanges(0), 'IAttach::SaveChanges');
  attach.Release();
}

/** Changes the data of the first of them in place. */
export function rewriteAttachment({ message, parts, random }: OpenedMail, end: End): void {
  const [found] = attachmentsOf(message);
  if (found === undefined) return;
  const attach = openAttach(message, found.number, MAPI_MODIFY);
  rewriteInPlace(attach, PR_ATTACH_DATA_BIN, random, parts, end, `${found.step}/`);
  insist(attach.SaveChanges(0), 'IAttach::SaveChanges');
  attach.Release();
}

/** Deletes so many of them, from the first one on. */
export function removeAttachments({ message, parts, reporter }: OpenedMail, count: number): void {
  const found = attachmentsOf(message).slice(0, count);
  for (const { number, step } of found) {
    if (!reporter.does('deleting attachments', message.DeleteAttach(number, 0, null, 0))) return;
    parts['a'] = String(Number(parts['a'] ?? 0) - 1);
    for (const key of Object.keys(parts)) if (key.startsWith(`${step}/`)) delete parts[key];
  }
}

/** What a file is known by, without what is in it. */
const OF_FILES: readonly PropTag[] = [
  PR_ATTACH_METHOD,
  PR_ATTACH_LONG_FILENAME_W,
  PR_DISPLAY_NAME_W,
  PR_RENDERING_POSITION,
];

/** Takes the first of them out, and puts another one of the same name and size in its place, as who saves a file anew does. */
export function replaceFile(mail: OpenedMail): void {
  const { message, parts, random } = mail;
  const [found] = attachmentsOf(message);
  const size = Number(/^b(\d+):/.exec(parts[propertyKey(`${found?.step}/`, PR_ATTACH_DATA_BIN)] ?? '')?.[1] ?? 0);
  if (found === undefined || size === 0) return;
  const attach = openAttach(message, found.number, 0);
  const properties = readProperties(attach, OF_FILES);
  attach.Release();
  const before = parts['a'];
  removeAttachments(mail, 1);
  // The store may let nobody delete any.
  if (parts['a'] === before) return;
  const data = { tag: PR_ATTACH_DATA_BIN, value: random.bytes(size) };
  addAttachment(message, { properties: [...properties, data] }, parts, '');
}

/** Gives another name to the first of them; its data stays as it is. */
export function renameAttachment({ message, parts, random, reporter }: OpenedMail): void {
  const found = attachmentsOf(message)[0];
  if (found === undefined) return;
  const attach = openAttach(message, found.number, MAPI_MODIFY);
  const name = { tag: PR_ATTACH_LONG_FILENAME_W, value: `renamed ${random.word()}.png` };
  writeProperties(attach, [name], parts, `${found.step}/`);
  deleteTags({ object: attach, parts, reporter }, [PR_ATTACH_CONTENT_LOCATION], `${found.step}/`);
  insist(attach.SaveChanges(0), 'IAttach::SaveChanges');
  attach.Release();
  // Attachments are known by their names.
  for (const key of Object.keys(parts)) {
    if (!key.startsWith(`${found.step}/`)) continue;
    parts[`${stepOfAttachment([name])}${key.slice(found.step.length)}`] = parts[key] as string;
    delete parts[key];
  }
}
