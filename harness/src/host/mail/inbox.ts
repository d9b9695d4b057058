import {
  findValue,
  type IMessage,
  type IMsgStore,
  PR_BODY_W,
  PR_EMAIL_ADDRESS_W,
  PR_ENTRYID,
  PR_MESSAGE_CLASS_W,
  PR_REPORT_TEXT_W,
  PR_SUBJECT_W,
  type SPropValue,
} from '@mapi-kit/sdk';
import { itemOfKnown, itemOfPostponed, itemOfRefused } from '../../recording/item-names.js';
import { itemOfMail } from '../../recording/mail.js';
import { openFolder } from '../store/folders.js';
import { openMessage } from '../store/open-message.js';
import { readProperties } from '../store/read-properties.js';
import { readRows } from '../store/read-rows.js';
import { unwrap } from '../store/refusal.js';

/** How the subject of a report begins, in whatever language, before that of the message. */
const RETURNED = /^[^:]*: /;
const ADDRESS = /[^\s<>()[\]:;,"']+@[^\s<>()[\]:;,"']+[^\s<>()[\]:;,"'.]/g;

/**
 * Lists the messages in the folder for received mail, with entry id, subject and class.
 *
 * @throws Refusal
 */
export function readInbox(store: IMsgStore): readonly (readonly SPropValue[])[] {
  const { entryId } = unwrap(store.GetReceiveFolder('IPM.Note', 0), 'IMsgStore::GetReceiveFolder');
  const folder = openFolder(store, entryId);
  const rows = readRows(
    folder.GetContentsTable(0),
    [PR_ENTRYID, PR_SUBJECT_W, PR_MESSAGE_CLASS_W],
    'IMAPIFolder::GetContentsTable',
  );
  folder.Release();
  return rows;
}

/**
 * The message of which a row of the inbox says that it could not be sent; null: it is no such report, or about none of the
 * harness's.
 */
export function returnedItem(row: readonly SPropValue[]): string | null {
  const subject = findValue(row, PR_SUBJECT_W) ?? '';
  const isReport = /^REPORT\..*\.NDR$/i.test(findValue(row, PR_MESSAGE_CLASS_W) ?? '');
  return isReport ? (itemOfMail(subject) ?? itemOfMail(subject.replace(RETURNED, ''))) : null;
}

/**
 * The messages of which a message in the inbox says that they could not be sent. One that came from a mail server may be called
 * anything: it counts as far as it names recipients who are refused, for good or for now, or by whom a message is known.
 *
 * @param addresses - whom it names
 */
export function returnedItems(row: readonly SPropValue[], addresses: readonly string[]): readonly string[] {
  const item = returnedItem(row);
  if (item !== null) return [item];
  return [
    ...new Set(
      addresses.flatMap((address) => itemOfRefused(address) ?? itemOfPostponed(address) ?? itemOfKnown(address) ?? []),
    ),
  ];
}

/** What a message in the inbox says of messages that could not be sent. */
export interface Returned {
  readonly items: readonly string[];
  /** Whom it names. */
  readonly addresses: readonly string[];
}

/**
 * Reads what a message in the inbox says of messages that could not be sent; it is not opened where it is mail of the
 * harness's.
 *
 * @throws Refusal
 */
export function readReturned(store: IMsgStore, row: readonly SPropValue[]): Returned {
  const entryId = findValue(row, PR_ENTRYID);
  const isMail = itemOfMail(findValue(row, PR_SUBJECT_W) ?? '') !== null && returnedItem(row) === null;
  if (entryId === undefined || isMail) return { items: [], addresses: [] };
  const report = openMessage(store, entryId);
  const addresses = addressesOfReport(report);
  report.Release();
  return { items: returnedItems(row, addresses), addresses };
}

/**
 * To whom a message could not be sent: the recipients of the report about it, and whom its text names.
 *
 * @throws Refusal
 */
function addressesOfReport(report: IMessage): readonly string[] {
  const rows = readRows(report.GetRecipientTable(0), [PR_EMAIL_ADDRESS_W], 'IMessage::GetRecipientTable');
  const values = readProperties(report, [PR_BODY_W, PR_REPORT_TEXT_W]);
  const text = `${findValue(values, PR_BODY_W) ?? ''} ${findValue(values, PR_REPORT_TEXT_W) ?? ''}`;
  const listed = rows.flatMap((row) => findValue(row, PR_EMAIL_ADDRESS_W) ?? []);
  return [...new Set([...listed, ...(text.match(ADDRESS) ?? [])])];
}
