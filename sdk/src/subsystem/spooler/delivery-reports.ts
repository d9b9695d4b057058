import { fileTimeFromDate } from '../../contract/file-time.js';
import { MAPI_REASON_TRANSFER_FAILED } from '../../contract/flags.js';
import type { IMessage } from '../../contract/imessage.js';
import {
  PR_BODY_W,
  PR_CLIENT_SUBMIT_TIME,
  PR_DELIVER_TIME,
  PR_DISPLAY_NAME_W,
  PR_EMAIL_ADDRESS_W,
  PR_MESSAGE_CLASS_W,
  PR_MESSAGE_DELIVERY_TIME,
  PR_MESSAGE_FLAGS,
  PR_NDR_REASON_CODE,
  PR_REPORT_TEXT_W,
  PR_REPORT_TIME,
  PR_RESPONSIBILITY,
  PR_ROWID,
  PR_SENDER_NAME_W,
  PR_SUBJECT_W,
} from '../../contract/property-tags.js';
import { findValue, PROP_ID, PROP_TYPE, PT_ERROR, propValue } from '../../contract/property-types.js';
import type { ADRENTRY, ADRLIST } from '../../contract/structures.js';
import { check, required } from '../results.js';
import { announceNewMail } from './new-mail.js';
import type { SpoolerStore } from './spooler-store.js';

const ORIGINATOR = 'System Administrator';

const leftOut: ReadonlySet<number> = new Set([PR_ROWID, PR_RESPONSIBILITY].map(PROP_ID));

/** A recipient to whom a message could not be sent, as a report lists it. */
export function undeliverable(recipient: ADRENTRY, reason: string): ADRENTRY {
  return [
    ...recipient,
    propValue(PR_NDR_REASON_CODE, MAPI_REASON_TRANSFER_FAILED),
    propValue(PR_REPORT_TEXT_W, reason),
  ];
}

/**
 * Puts reports about a sent message into the folder for them: one for the recipients who got it, those with
 * PR_DELIVER_TIME and no PR_NDR_REASON_CODE, and one for the others.
 *
 * @param message - the message that was sent
 * @param recipients - the recipients reported on, with PR_REPORT_TEXT, PR_NDR_REASON_CODE, PR_DELIVER_TIME
 * @param now - milliseconds since 1970
 * @returns how many reports there are
 * @throws MapiError when one cannot be written
 */
export function writeReports(store: SpoolerStore, message: IMessage, recipients: ADRLIST, now: number): number {
  const isDelivered = (recipient: ADRENTRY): boolean =>
    findValue(recipient, PR_DELIVER_TIME) !== undefined && findValue(recipient, PR_NDR_REASON_CODE) === undefined;
  const groups = [
    { suffix: 'DR', word: 'Delivered', recipients: recipients.filter(isDelivered) },
    { suffix: 'NDR', word: 'Undeliverable', recipients: recipients.filter((one) => !isDelivered(one)) },
  ].filter((group) => group.recipients.length > 0);
  for (const group of groups) writeReport(store, message, group, now);
  return groups.length;
}

interface ReportGroup {
  readonly suffix: string;
  readonly word: string;
  readonly recipients: ADRLIST;
}

function writeReport(store: SpoolerStore, message: IMessage, group: ReportGroup, now: number): void {
  const original = required(message.GetProps([PR_SUBJECT_W, PR_MESSAGE_CLASS_W, PR_CLIENT_SUBMIT_TIME], 0));
  const messageClass = `REPORT.${findValue(original, PR_MESSAGE_CLASS_W) ?? 'IPM.Note'}.${group.suffix}`;
  const report = required(store.createInReceiveFolder(messageClass));
  try {
    const time = fileTimeFromDate(new Date(now));
    const text = group.recipients.map(lineAbout).join('\r\n');
    const submittedAt = findValue(original, PR_CLIENT_SUBMIT_TIME);
    const values = [
      propValue(PR_MESSAGE_CLASS_W, messageClass),
      // Unread, and no draft.
      propValue(PR_MESSAGE_FLAGS, 0),
      propValue(PR_SUBJECT_W, `${group.word}: ${findValue(original, PR_SUBJECT_W) ?? ''}`),
      propValue(PR_SENDER_NAME_W, ORIGINATOR),
      propValue(PR_REPORT_TIME, time),
      propValue(PR_MESSAGE_DELIVERY_TIME, time),
      propValue(PR_REPORT_TEXT_W, text),
      propValue(PR_BODY_W, text),
      ...(submittedAt === undefined ? [] : [propValue(PR_CLIENT_SUBMIT_TIME, submittedAt)]),
    ];
    check(report.SetProps(values).hr);
    check(report.ModifyRecipients(0, group.recipients.map(reportRow)));
    check(report.SaveChanges(0));
    announceNewMail(store, report, messageClass);
  } finally {
    report.Release();
  }
}

function reportRow(recipient: ADRENTRY): ADRENTRY {
  return recipient.filter(({ tag }) => !leftOut.has(PROP_ID(tag)) && PROP_TYPE(tag) !== PT_ERROR);
}

function lineAbout(recipient: ADRENTRY): string {
  const name = findValue(recipient, PR_DISPLAY_NAME_W) ?? '';
  const address = findValue(recipient, PR_EMAIL_ADDRESS_W);
  const who = address === undefined || address === name ? name : `${name} (${address})`;
  return `${who}: ${findValue(recipient, PR_REPORT_TEXT_W) ?? 'delivered'}`;
}
