import { Buffer } from 'node:buffer';
import {
  FAILED,
  type IAttach,
  IID_IMessage,
  IID_IStream,
  type IMAPIProp,
  type IMessage,
  type IStream,
  isCode,
  MAPI_CREATE,
  MAPI_E_INTERFACE_NOT_SUPPORTED,
  MAPI_E_NO_SUPPORT,
  MAPI_MODIFY,
  MODRECIP_ADD,
  PR_ATTACH_DATA_BIN,
  PR_ATTACH_DATA_OBJ,
  PR_ATTACH_LONG_FILENAME_W,
  PR_BODY_W,
  PR_DISPLAY_NAME_W,
  PR_SUBJECT_W,
  PROP_ID,
  PROP_TYPE,
  type PropTag,
  PT_BINARY,
  PT_ERROR,
  PT_UNICODE,
  propTag,
  type SPropValue,
} from '@mapi-kit/sdk';
import type { Mail, MailAttachment, NamedValue } from '../../life/mail.js';
import { digestOfText } from '../../recording/digest.js';
import { LARGE_BYTES, namedKey, partOf, propertyKey } from '../../recording/parts.js';
import { readProperties } from '../store/read-properties.js';
import { insist, NOT_KEPT, Refusal, unwrap } from '../store/refusal.js';

/** The parts of an object that is being written, by their keys; what a store says that it does not keep is not among them. */
export type SavedParts = Record<string, string>;

const CHUNK_BYTES = 48 * 1024;

/**
 * Fills a message with everything that a mail has, without saving it.
 *
 * @param parts - gets what the store has taken
 * @param path - of the message in `parts`: empty, or that of an embedded one
 * @throws Refusal
 */
export function writeMail(message: IMessage, mail: Mail, parts: SavedParts, path: string = ''): void {
  writeProperties(message, mail.properties, parts, path);
  writeNamed(message, mail.named, parts, path);
  addRecipients(message, mail.recipients, parts, path);
  parts[`${path}a`] = '0';
  for (const attachment of mail.attachments) addAttachment(message, attachment, parts, path);
}

/**
 * Sets properties; large ones through a stream.
 *
 * @throws Refusal
 */
export function writeProperties(
  object: IMAPIProp,
  values: readonly SPropValue[],
  parts: SavedParts,
  path: string,
): void {
  const small = values.filter(({ value }) => !goesThroughStream(value));
  for (const { tag, value } of setKept(object, small)) parts[propertyKey(path, tag)] = partOf(value);
  for (const large of values) {
    if (goesThroughStream(large.value) && writeLarge(object, large)) {
      parts[propertyKey(path, large.tag)] = partOf(large.value);
    }
  }
}

/** Sets properties; gives those that the object keeps. */
function setKept(object: IMAPIProp, values: readonly SPropValue[]): readonly SPropValue[] {
  const result = object.SetProps(values);
  insist(result.hr, 'IMAPIProp::SetProps');
  const refused = new Set<number>();
  for (const { index, tag, scode } of result.value ?? []) {
    if (!isCode(scode, ...NOT_KEPT)) throw new Refusal(`IMAPIProp::SetProps of 0x${(tag >>> 0).toString(16)}`, scode);
    refused.add(values[index]?.tag ?? 0);
  }
  return values.filter(({ tag }) => !refused.has(tag));
}

/** Sets a large property, in one piece where the object has no streams; false: it is not kept. */
function writeLarge(object: IMAPIProp, { tag, value }: SPropValue): boolean {
  const stream = openStream(object, tag, MAPI_CREATE | MAPI_MODIFY);
  if (stream === null) return setKept(object, [{ tag, value }]).length > 0;
  writeStream(stream, tag, value as string | Uint8Array);
  return true;
}

/**
 * Opens a property as a stream.
 *
 * @returns null: the object has no streams, and says so
 * @throws Refusal
 */
export function openStream(object: IMAPIProp, tag: PropTag, flags: number): IStream | null {
  const opened = object.OpenProperty(tag, IID_IStream, 0, flags);
  if (isCode(opened.hr, MAPI_E_NO_SUPPORT, MAPI_E_INTERFACE_NOT_SUPPORTED)) return null;
  return unwrap(opened, 'IMAPIProp::OpenProperty(IID_IStream)');
}

/**
 * Sets named properties under the ids that the store gives their names.
 *
 * @throws Refusal
 */
export function writeNamed(object: IMAPIProp, named: readonly NamedValue[], parts: SavedParts, path: string): void {
  if (named.length === 0) return;
  const answer = object.GetIDsFromNames(
    named.map(({ name }) => name),
    MAPI_CREATE,
  );
  // A store may have no named properties at all, and says so.
  if (isCode(answer.hr, MAPI_E_NO_SUPPORT)) return;
  const ids = unwrap(answer, 'IMAPIProp::GetIDsFromNames');
  const values = named.flatMap(({ type, value }, index) => {
    const id = ids[index];
    if (id === undefined || PROP_TYPE(id) === PT_ERROR || PROP_ID(id) === 0) return [];
    return [{ key: keyOfNamed(path, named[index] as NamedValue), tag: propTag(PROP_ID(id), type), value }];
  });
  const saved: SavedParts = {};
  writeProperties(object, values, saved, '');
  for (const { key, tag } of values) {
    const part = saved[propertyKey('', tag)];
    if (part !== undefined) parts[key] = part;
  }
}

/** The key of a named property. */
export function keyOfNamed(path: string, { name, type }: Pick<NamedValue, 'name' | 'type'>): string {
  return namedKey(path, name.guid, name.kind === 0 ? name.id : name.name, type);
}

/**
 * Adds recipients behind those that are there.
 *
 * @throws Refusal
 */
export function addRecipients(
  message: IMessage,
  recipients: readonly (readonly SPropValue[])[],
  parts: SavedParts,
  path: string,
): void {
  const before = Number(parts[`${path}r`] ?? 0);
  if (recipients.length > 0) {
    insist(message.ModifyRecipients(MODRECIP_ADD, recipients), 'IMessage::ModifyRecipients');
  }
  recipients.forEach((recipient, index) => {
    for (const { tag, value } of recipient) {
      parts[propertyKey(`${path}r${before + index + 1}/`, tag)] = partOf(value);
    }
  });
  parts[`${path}r`] = String(before + recipients.length);
}

/**
 * Adds an attachment and saves it; the message itself is not saved.
 *
 * @throws Refusal
 */
export function addAttachment(message: IMessage, attachment: MailAttachment, parts: SavedParts, path: string): void {
  const created = message.CreateAttach(null, 0);
  // A store may have no attachments at all, and says so.
  if (isCode(created.hr, MAPI_E_NO_SUPPORT)) return;
  const { attach } = unwrap(created, 'IMessage::CreateAttach');
  const own: SavedParts = {};
  const whole = fillAttachment(attach, attachment, own, '');
  // Without what cannot be embedded there is nothing to attach.
  if (whole) {
    insist(attach.SaveChanges(0), 'IAttach::SaveChanges');
    const step = NAMES.some((tag) => propertyKey('', tag) in own)
      ? stepOfAttachment(attachment.properties)
      : stepGiven(attach);
    const here = `${path}${freeStep(step, (taken) => hasUnder(parts, `${path}${taken}/`))}/`;
    for (const [key, part] of Object.entries(own)) parts[here + key] = part;
    if (isNumbered(here)) orderNamesakes(parts, path);
    parts[`${path}a`] = String(Number(parts[`${path}a`] ?? 0) + 1);
  }
  attach.Release();
}

/** What attachments are known by. */
const NAMES: readonly PropTag[] = [PR_ATTACH_LONG_FILENAME_W, PR_DISPLAY_NAME_W];

/** The step of one whose name the store makes, and takes from nobody. */
function stepGiven(attach: IAttach): string {
  return stepOfAttachment(readProperties(attach, NAMES));
}

/** The step of an attachment in the paths of parts: by its file name or display name. */
export function stepOfAttachment(properties: readonly SPropValue[]): string {
  const [name] = NAMES.flatMap((tag) => properties.find((property) => property.tag === tag)?.value ?? []);
  return `a${digestOfText(typeof name === 'string' ? name : '')}`;
}

/**
 * Of two attachments of one name the second one is another one.
 *
 * @param taken - whether another one has a step already
 */
export function freeStep(step: string, taken: (candidate: string) => boolean): string {
  if (!taken(step)) return step;
  let number = 2;
  while (taken(`${step}.${number}`)) number += 1;
  return `${step}.${number}`;
}

/** Whether a step, or the path that ends with it, is that of another attachment of the same name. */
export function isNumbered(step: string): boolean {
  return /\.\d+\/?$/.test(step);
}

/** What tells attachments of one name apart: what is in them, or in the message that they are. */
const CONTENT: readonly string[] = [
  propertyKey('', PR_ATTACH_DATA_BIN),
  propertyKey('e/', PR_SUBJECT_W),
  propertyKey('e/', PR_BODY_W),
];

/** Numbers attachments of one name by their contents: a store may list them in any order. */
export function orderNamesakes(parts: SavedParts, path: string): void {
  const groups = new Map<string, Map<string, SavedParts>>();
  for (const key of Object.keys(parts)) {
    const [step = '', name] = key.startsWith(path)
      ? (/^(a[0-9a-f]+)(?:\.\d+)?(?=\/)/.exec(key.slice(path.length)) ?? [])
      : [];
    if (name === undefined) continue;
    const group = groups.get(name) ?? new Map<string, SavedParts>();
    const own = group.get(step) ?? {};
    own[key.slice(path.length + step.length + 1)] = parts[key] as string;
    groups.set(name, group.set(step, own));
  }
  for (const [name, group] of groups) {
    if (group.size === 1) continue;
    for (const step of group.keys()) dropUnder(parts, `${path}${step}/`);
    const contentOf = (own: SavedParts): string => CONTENT.map((key) => own[key] ?? '').join(' ');
    const ordered = [...group.values()].sort((a, b) => (contentOf(a) < contentOf(b) ? -1 : 1));
    ordered.forEach((own, index) => {
      const step = index === 0 ? name : `${name}.${index + 1}`;
      for (const key in own) parts[`${path}${step}/${key}`] = own[key] as string;
    });
  }
}

function dropUnder(parts: SavedParts, path: string): void {
  for (const key of Object.keys(parts)) if (key.startsWith(path)) delete parts[key];
}

function hasUnder(parts: SavedParts, path: string): boolean {
  for (const key in parts) if (key.startsWith(path)) return true;
  return false;
}

/** @returns false: the store embeds no messages */
function fillAttachment(attach: IAttach, attachment: MailAttachment, parts: SavedParts, path: string): boolean {
  writeProperties(attach, attachment.properties, parts, path);
  writeNamed(attach, attachment.named ?? [], parts, path);
  if (attachment.embedded === undefined) return true;
  const opened = attach.OpenProperty(PR_ATTACH_DATA_OBJ, IID_IMessage, 0, MAPI_CREATE | MAPI_MODIFY);
  if (isCode(opened.hr, MAPI_E_NO_SUPPORT, MAPI_E_INTERFACE_NOT_SUPPORTED)) return false;
  const inner = unwrap(opened, 'IAttach::OpenProperty(PR_ATTACH_DATA_OBJ)');
  writeMail(inner, attachment.embedded, parts, `${path}e/`);
  insist(inner.SaveChanges(0), 'IMessage::SaveChanges (embedded)');
  inner.Release();
  return true;
}

function goesThroughStream(value: SPropValue['value']): boolean {
  return (
    (value instanceof Uint8Array && value.length > LARGE_BYTES) ||
    (typeof value === 'string' && 2 * value.length > LARGE_BYTES)
  );
}

function writeStream(stream: IStream, tag: PropTag, value: string | Uint8Array): void {
  const type = PROP_TYPE(tag);
  if (type !== PT_BINARY && type !== PT_UNICODE) throw new TypeError(`no stream for 0x${type.toString(16)}`);
  const bytes = typeof value === 'string' ? Buffer.from(value, 'utf16le') : value;
  insist(stream.SetSize(0), 'IStream::SetSize');
  for (let at = 0; at < bytes.length; ) {
    const written = unwrap(stream.Write(bytes.subarray(at, at + CHUNK_BYTES)), 'IStream::Write');
    if (written <= 0) throw new Refusal('IStream::Write wrote nothing', MAPI_E_NO_SUPPORT);
    at += written;
  }
  const hr = stream.Commit(0);
  // Where the storage below it has no transactions, there is nothing to commit.
  if (FAILED(hr) && !isCode(hr, MAPI_E_NO_SUPPORT)) insist(hr, 'IStream::Commit');
  stream.Release();
}
