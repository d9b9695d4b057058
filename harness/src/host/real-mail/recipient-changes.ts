import {
  findValue,
  type IMessage,
  MAPI_UNICODE,
  MODRECIP_MODIFY,
  MODRECIP_REMOVE,
  PR_ADDRTYPE_W,
  PR_DISPLAY_NAME_W,
  PR_EMAIL_ADDRESS_W,
  PR_RECIPIENT_TYPE,
  PR_ROWID,
  type PropTag,
  PT_LONG,
  PT_SYSTIME,
  propTag,
  type SPropValue,
} from '@mapi-kit/sdk';
import { partOf, propertyKey } from '../../recording/parts.js';
import { readRows } from '../store/read-rows.js';
import { insist } from '../store/refusal.js';
import type { OpenedMail } from './property-changes.js';
import { realProperty } from './real-values.js';
import { recipient } from './recipients.js';
import { addRecipients, type SavedParts } from './write-whole.js';

/** PR_RECIPIENT_TRACKSTATUS, and its time. */
const TRACKED: readonly PropTag[] = [propTag(0x5fff, PT_LONG), propTag(0x5ffb, PT_SYSTIME)];

function rowOfRecipient(message: IMessage, index: number): number | undefined {
  const rows = readRows(message.GetRecipientTable(MAPI_UNICODE), [PR_ROWID], 'IMessage::GetRecipientTable');
  const row = rows[index];
  return row === undefined ? undefined : findValue(row, PR_ROWID);
}

/** Removes one of several, by its row. */
export function removeSecondRecipient({ message, parts }: OpenedMail): void {
  const row = rowOfRecipient(message, 1);
  if (row === undefined) return;
  insist(message.ModifyRecipients(MODRECIP_REMOVE, [[{ tag: PR_ROWID, value: row }]]), 'IMessage::ModifyRecipients');
  const kept = Object.entries(parts).filter(([key]) => /^r\d+\//.test(key) && !key.startsWith('r2/'));
  dropUnder(parts, /^r\d+\//);
  for (const [key, part] of kept) {
    const number = Number(/^r(\d+)/.exec(key)?.[1]);
    parts[key.replace(/^r\d+/, `r${number > 2 ? number - 1 : number}`)] = part;
  }
  parts['r'] = String(Number(parts['r']) - 1);
}

/** Makes another one of the third, in its row. */
export function changeThirdRecipient({ message, parts, random }: OpenedMail): void {
  const row = rowOfRecipient(message, 2);
  if (row === undefined) return;
  const changed = recipient(random, 2);
  insist(
    message.ModifyRecipients(MODRECIP_MODIFY, [[{ tag: PR_ROWID, value: row }, ...changed]]),
    'IMessage::ModifyRecipients',
  );
  dropUnder(parts, /^r3\//);
  for (const { tag, value } of changed) parts[propertyKey('r3/', tag)] = partOf(value);
}

/** What has become known of the first: that somebody has answered, and when. Who it is stays as it is. */
export function trackFirstRecipient({ message, parts, random }: OpenedMail): void {
  const columns = [PR_ROWID, PR_RECIPIENT_TYPE, PR_DISPLAY_NAME_W, PR_ADDRTYPE_W, PR_EMAIL_ADDRESS_W];
  const [row] = readRows(message.GetRecipientTable(MAPI_UNICODE), columns, 'IMessage::GetRecipientTable');
  if (row === undefined) return;
  const tracked = TRACKED.map((tag) => realProperty(tag, random));
  insist(message.ModifyRecipients(MODRECIP_MODIFY, [[...row, ...tracked]]), 'IMessage::ModifyRecipients');
  for (const { tag, value } of tracked) parts[propertyKey('r1/', tag)] = partOf(value);
}

/**
 * Writes to others instead.
 *
 * @param path - of the message in `parts`: empty, or that of an embedded one
 * @throws Refusal
 */
export function replaceRecipients(
  { message, parts }: Pick<OpenedMail, 'message' | 'parts'>,
  recipients: readonly (readonly SPropValue[])[],
  path: string,
): void {
  insist(message.ModifyRecipients(0, []), 'IMessage::ModifyRecipients');
  for (const key of Object.keys(parts)) {
    if (key.startsWith(path) && /^r\d+\//.test(key.slice(path.length))) delete parts[key];
  }
  parts[`${path}r`] = '0';
  addRecipients(message, recipients, parts, path);
}

/** Takes out the parts of what is gone. */
function dropUnder(parts: SavedParts, keys: RegExp): void {
  for (const key of Object.keys(parts)) if (keys.test(key)) delete parts[key];
}
