import {
  findValue,
  type IMessage,
  MAPI_CC,
  MAPI_TO,
  PR_ATTACH_DATA_BIN,
  PR_ATTACH_LONG_FILENAME_W,
  PR_ATTACH_NUM,
  PR_BODY_W,
  PR_EMAIL_ADDRESS_W,
  PR_RECIPIENT_TYPE,
  PR_SENDER_EMAIL_ADDRESS_W,
} from '@mapi-kit/sdk';
import type { Mail } from '../../recording/mail.js';
import type { MailAttachment } from '../../recording/mail-parts.js';
import { PR_ATTACH_CONTENT_ID, PR_IN_REPLY_TO_ID, PR_INTERNET_REFERENCES } from '../../recording/mail-tags.js';
import { readProperties } from '../store/read-properties.js';
import { readRows } from '../store/read-rows.js';
import { unwrap } from '../store/refusal.js';

/**
 * Reads a message that a transport has brought, as far as its sender could have put something into it.
 *
 * @throws Refusal when something is there and cannot be read
 */
export function readReceived(message: IMessage, subject: string): Mail {
  const values = readProperties(message, [
    PR_BODY_W,
    PR_IN_REPLY_TO_ID,
    PR_INTERNET_REFERENCES,
    PR_SENDER_EMAIL_ADDRESS_W,
  ]);
  const columns = [PR_RECIPIENT_TYPE, PR_EMAIL_ADDRESS_W];
  const rows = readRows(message.GetRecipientTable(0), columns, 'IMessage::GetRecipientTable');
  const named = (type: number): string[] =>
    rows
      .filter((row) => findValue(row, PR_RECIPIENT_TYPE) === type)
      .map((row) => findValue(row, PR_EMAIL_ADDRESS_W) ?? '');
  return {
    subject,
    body: findValue(values, PR_BODY_W) ?? '',
    from: findValue(values, PR_SENDER_EMAIL_ADDRESS_W) ?? '',
    to: named(MAPI_TO),
    cc: named(MAPI_CC),
    inReplyTo: findValue(values, PR_IN_REPLY_TO_ID) ?? '',
    references: findValue(values, PR_INTERNET_REFERENCES) ?? '',
    attachments: readAttachments(message),
  };
}

function readAttachments(message: IMessage): MailAttachment[] {
  const rows = readRows(message.GetAttachmentTable(0), [PR_ATTACH_NUM], 'IMessage::GetAttachmentTable');
  return rows.map((row) => {
    const attach = unwrap(message.OpenAttach(findValue(row, PR_ATTACH_NUM) ?? -1, null, 0), 'IMessage::OpenAttach');
    const values = readProperties(attach, [PR_ATTACH_DATA_BIN, PR_ATTACH_LONG_FILENAME_W, PR_ATTACH_CONTENT_ID]);
    attach.Release();
    const contentId = findValue(values, PR_ATTACH_CONTENT_ID);
    return {
      name: findValue(values, PR_ATTACH_LONG_FILENAME_W) ?? '',
      data: findValue(values, PR_ATTACH_DATA_BIN) ?? new Uint8Array(0),
      ...(contentId === undefined ? {} : { contentId }),
    };
  });
}
