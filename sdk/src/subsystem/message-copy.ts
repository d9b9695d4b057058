import { FAILED } from '../com/hresult.js';
import type { Result } from '../com/result.js';
import { ATTACH_EMBEDDED_MSG, KEEP_OPEN_READWRITE, MAPI_CREATE, MAPI_MODIFY, MAPI_MOVE } from '../contract/flags.js';
import type { IAttach } from '../contract/iattach.js';
import type { IMAPIProp } from '../contract/imapi-prop.js';
import type { IMessage } from '../contract/imessage.js';
import { IID_IMessage } from '../contract/interface-ids.js';
import {
  PR_ATTACH_DATA_OBJ,
  PR_ATTACH_METHOD,
  PR_ATTACH_NUM,
  PR_MESSAGE_ATTACHMENTS,
  PR_MESSAGE_RECIPIENTS,
} from '../contract/property-tags.js';
import { findValue, PROP_ID } from '../contract/property-types.js';
import type { SPropProblemArray, SPropTagArray } from '../contract/structures.js';
import { demandComplete } from '../properties/copy-problems.js';
import { translateNames } from '../properties/named-translation.js';
import { readRows, readWholeRows } from '../properties/table-reading.js';
import { copyAllBut } from './property-copy.js';
import { check, required } from './results.js';

/**
 * MAPI's own IMAPIProp::CopyTo for a message: its properties, recipients and attachments, but what is excluded.
 *
 * The destination is not saved.
 *
 * @throws MapiError when recipients or attachments cannot be copied, or not with all their properties
 */
export function copyMessageParts(
  source: IMessage,
  destination: IMessage,
  excluded: SPropTagArray | null,
  flags: number,
): Result<SPropProblemArray> {
  const out = new Set((excluded ?? []).map(PROP_ID));
  const copied = copyAllBut({ source, destination, flags }, excluded);
  if (FAILED(copied.hr)) return copied;
  if (!out.has(PROP_ID(PR_MESSAGE_RECIPIENTS))) {
    copyRecipients(source, destination, flags);
  }
  if (!out.has(PROP_ID(PR_MESSAGE_ATTACHMENTS))) copyAttachments(source, destination, flags);
  return copied;
}

/** Tells whether an object has the methods of a message that copying needs. */
export function isMessage(object: IMAPIProp): object is IMessage {
  const message = object as Partial<IMessage>;
  return typeof message.GetRecipientTable === 'function' && typeof message.CreateAttach === 'function';
}

/** With all their properties: the columns in force are a choice. */
function copyRecipients(source: IMessage, destination: IMessage, flags: number): void {
  const recipients = readWholeRows(source.GetRecipientTable(0), 'GetRecipientTable');
  const tags = recipients.flatMap((row) => row.map(({ tag }) => tag));
  const translate = translateNames(source, destination, tags);
  check(
    destination.ModifyRecipients(
      0,
      recipients.map((row) => row.map(translate)),
    ),
  );
  if ((flags & MAPI_MOVE) !== 0) check(source.ModifyRecipients(0, []));
}

function copyAttachments(source: IMessage, destination: IMessage, flags: number): void {
  for (const row of readRows(source.GetAttachmentTable(0), [PR_ATTACH_NUM], 'GetAttachmentTable')) {
    const number = findValue(row, PR_ATTACH_NUM);
    if (number === undefined) continue;
    const from = required(source.OpenAttach(number, null, 0));
    try {
      const { attach: to } = required(destination.CreateAttach(null, 0));
      try {
        const copied = copyAllBut({ source: from, destination: to, flags: 0 }, [PR_ATTACH_NUM]);
        demandComplete(copied, 'copying an attachment');
        const method = findValue(required(from.GetProps([PR_ATTACH_METHOD], 0)), PR_ATTACH_METHOD);
        if (method === ATTACH_EMBEDDED_MSG) copyEmbeddedMessage(from, to);
        check(to.SaveChanges(KEEP_OPEN_READWRITE));
      } finally {
        to.Release();
      }
    } finally {
      from.Release();
    }
    if ((flags & MAPI_MOVE) !== 0) check(source.DeleteAttach(number, 0, null, 0));
  }
}

function copyEmbeddedMessage(source: IAttach, destination: IAttach): void {
  const from = required(source.OpenProperty(PR_ATTACH_DATA_OBJ, IID_IMessage, 0, 0));
  try {
    const to = required(destination.OpenProperty(PR_ATTACH_DATA_OBJ, IID_IMessage, 0, MAPI_CREATE | MAPI_MODIFY));
    try {
      demandComplete(copyMessageParts(from, to, null, 0), 'copying an embedded message');
      check(to.SaveChanges(KEEP_OPEN_READWRITE));
    } finally {
      to.Release();
    }
  } finally {
    from.Release();
  }
}
