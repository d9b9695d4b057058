import { type Guid, guidFromBytes } from '../../com/guid.js';
import { MAPI_P1, MODRECIP_MODIFY } from '../../contract/flags.js';
import type { IMessage } from '../../contract/imessage.js';
import {
  PR_ADDRTYPE_W,
  PR_ENTRYID,
  PR_RECIPIENT_TYPE,
  PR_RESPONSIBILITY,
  PR_ROWID,
} from '../../contract/property-tags.js';
import { findValue, propValue } from '../../contract/property-types.js';
import type { ADRENTRY } from '../../contract/structures.js';
import { check, readRows } from '../results.js';

/** One recipient of a message that is being sent. */
export interface QueuedRecipient {
  readonly row: number;
  /** In capitals. */
  readonly addressType: string;
  /** The uid in the recipient's entry id. */
  readonly uid: Guid | undefined;
  /** Whether a transport has sent the message to this recipient, or finally failed to. */
  readonly isDone: boolean;
  /** PR_RESPONSIBILITY as it is now. */
  readonly isResponsible: boolean;
  /** All properties, for ModifyRecipients. */
  readonly properties: ADRENTRY;
}

const UID_BEGIN = 4;
const UID_END = 20;

/**
 * Reads the recipients of a message.
 *
 * Those with MAPI_P1 have got the message the first time and are done.
 *
 * @throws MapiError when that fails
 */
export function readRecipients(message: IMessage): QueuedRecipient[] {
  return readRows(message.GetRecipientTable(0), null).map((properties, index) => {
    const type = findValue(properties, PR_RECIPIENT_TYPE) ?? 0;
    const entryId = findValue(properties, PR_ENTRYID);
    const isResponsible = findValue(properties, PR_RESPONSIBILITY) === true;
    return {
      row: findValue(properties, PR_ROWID) ?? index,
      addressType: (findValue(properties, PR_ADDRTYPE_W) ?? '').toUpperCase(),
      uid:
        entryId !== undefined && entryId.length >= UID_END
          ? guidFromBytes(entryId.subarray(UID_BEGIN, UID_END))
          : undefined,
      isDone: isResponsible || (type & MAPI_P1) !== 0,
      isResponsible,
      properties,
    };
  });
}

/**
 * Sets PR_RESPONSIBILITY of each recipient to what it is to be, where it is something else.
 *
 * @returns whether anything had to be changed
 * @throws MapiError when the message cannot be changed
 */
export function setResponsibility(
  message: IMessage,
  recipients: readonly QueuedRecipient[],
  isResponsible: (recipient: QueuedRecipient) => boolean,
): boolean {
  const wrong = recipients.filter((recipient) => recipient.isResponsible !== isResponsible(recipient));
  const changed = wrong.map(({ isResponsible: before, properties }) => [
    ...properties.filter(({ tag }) => tag !== PR_RESPONSIBILITY),
    propValue(PR_RESPONSIBILITY, !before),
  ]);
  if (changed.length > 0) check(message.ModifyRecipients(MODRECIP_MODIFY, changed));
  return changed.length > 0;
}
