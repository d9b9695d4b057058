import { demand, demandValue } from '../../com/demand.js';
import type { IUnknown } from '../../com/iunknown.js';
import { KEEP_OPEN_READWRITE, MAPI_BEST_ACCESS, MAPI_MOVE } from '../../contract/flags.js';
import type { IMessage } from '../../contract/imessage.js';
import { IID_IMAPIProp, IID_IMessage } from '../../contract/interface-ids.js';
import { PR_MESSAGE_ATTACHMENTS, PR_MESSAGE_RECIPIENTS } from '../../contract/property-tags.js';
import type { PropTag } from '../../contract/property-types.js';
import { demandComplete } from '../../properties/copy-problems.js';
import type { LogonScope } from '../objects/logon-scope.js';
import { namesTo } from '../objects/property-copy.js';
import type { MessageContent } from './message-content.js';

/** A message of this SDK whose recipients and attachments are copied or moved. */
export interface CopiedMessage extends IMessage {
  readonly view: LogonScope;
  readonly content: MessageContent;
}

/** Copies the recipients and attachments of a message to another one, of whatever provider. */
export function copyMessageParts(
  source: CopiedMessage,
  destination: IUnknown,
  wanted: (tag: PropTag) => boolean,
  flags: number,
): void {
  const { value: target } = destination.QueryInterface(IID_IMessage);
  if (target === null) return;
  try {
    const { recipients } = source.content;
    if (wanted(PR_MESSAGE_RECIPIENTS) && recipients.size > 0) {
      const rows = recipients.stored();
      const translate = namesTo(
        source,
        target,
        rows.flatMap((row) => row.map(({ tag }) => tag)),
      );
      const copies = rows.map((row) => row.map(translate));
      demand(target.ModifyRecipients(0, copies), 'ModifyRecipients of the destination');
      if ((flags & MAPI_MOVE) !== 0) demand(source.ModifyRecipients(0, []), 'ModifyRecipients of the source');
    }
    if (wanted(PR_MESSAGE_ATTACHMENTS)) copyAttachments(source, target, flags);
  } finally {
    target.Release();
  }
}

function copyAttachments(source: CopiedMessage, target: IMessage, flags: number): void {
  for (const { num } of source.content.attachments.stored()) {
    const from = demandValue(source.OpenAttach(num, null, MAPI_BEST_ACCESS), 'OpenAttach');
    const { attach: to } = demandValue(target.CreateAttach(null, 0), 'CreateAttach of the destination');
    try {
      demandComplete(from.CopyTo([], null, 0, null, IID_IMAPIProp, to, 0), 'CopyTo of an attachment');
      demand(to.SaveChanges(KEEP_OPEN_READWRITE), 'SaveChanges of an attachment');
    } finally {
      to.Release();
      from.Release();
    }
    if ((flags & MAPI_MOVE) !== 0) demand(source.DeleteAttach(num, 0, null, 0), 'DeleteAttach');
  }
}
