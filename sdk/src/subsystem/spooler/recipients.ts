import { type Guid, guidFromBytes } from '../../com/guid.js';
import { MODRECIP_MODIFY } from '../../contract/flags.js';
import type { IMessage } from '../../contract/imessage.js';
import {
  PR_ADDRTYPE_W,
  PR_ENTRYID,
  PR_MAPI_KIT_MASKED,
  PR_RESPONSIBILITY,
  PR_ROWID,
} from '../../contract/property-tags.js';
import { findValue, propValue } from '../../contract/property-types.js';
import type { ADRENTRY } from '../../contract/structures.js';
import { readWholeRows } from '../../properties/table-reading.js';
import { check } from '../results.js';

/**
 * What is known of a recipient.
 *
 * `open`: nobody has sent the message to it yet. `done`: a transport has, or finally failed to. `masked`: it only looks
 * as if it were done, for a transport whose it is not.
 */
export type RecipientState = 'open' | 'masked' | 'done';

/** One recipient of a message that is being sent. */
export interface QueuedRecipient {
  readonly row: number;
  /** In capitals. */
  readonly addressType: string;
  /** The uid in the recipient's entry id. */
  readonly uid: Guid | undefined;
  readonly state: RecipientState;
  /** All properties, for ModifyRecipients. */
  readonly properties: ADRENTRY;
}

const UID_BEGIN = 4;
const UID_END = 20;
const stateProperties: ReadonlySet<number> = new Set([PR_RESPONSIBILITY, PR_MAPI_KIT_MASKED]);

/**
 * Reads the recipients of a message.
 *
 * PR_RESPONSIBILITY alone says who is done, also of those with MAPI_P1.
 *
 * @param masked - the rows that this process has masked, for stores that do not keep {@link PR_MAPI_KIT_MASKED}
 * @throws MapiError when that fails
 */
export function readRecipients(message: IMessage, masked: ReadonlySet<number>): QueuedRecipient[] {
  return readWholeRows(message.GetRecipientTable(0), 'GetRecipientTable').map((properties, index) => {
    const entryId = findValue(properties, PR_ENTRYID);
    const row = findValue(properties, PR_ROWID) ?? index;
    const isDone = findValue(properties, PR_RESPONSIBILITY) === true;
    const isMasked = findValue(properties, PR_MAPI_KIT_MASKED) === true || (isDone && masked.has(row));
    return {
      row,
      addressType: (findValue(properties, PR_ADDRTYPE_W) ?? '').toUpperCase(),
      uid:
        entryId !== undefined && entryId.length >= UID_END
          ? guidFromBytes(entryId.subarray(UID_BEGIN, UID_END))
          : undefined,
      state: isMasked ? 'masked' : isDone ? 'done' : 'open',
      properties,
    };
  });
}

/**
 * Gives each recipient the state that it is to have, where it has another one.
 *
 * A masked recipient says so in {@link PR_MAPI_KIT_MASKED}: when a transport saves the message and the process ends
 * before the mask is off, the next life knows it.
 *
 * @returns whether anything had to be changed
 * @throws MapiError when the message cannot be changed
 */
export function setStates(
  message: IMessage,
  recipients: readonly QueuedRecipient[],
  stateOf: (recipient: QueuedRecipient) => RecipientState,
): boolean {
  const changed = recipients.flatMap((recipient) => {
    const state = stateOf(recipient);
    return state === recipient.state ? [] : [withState(recipient, state)];
  });
  if (changed.length > 0) check(message.ModifyRecipients(MODRECIP_MODIFY, changed));
  return changed.length > 0;
}

function withState({ properties }: QueuedRecipient, state: RecipientState): ADRENTRY {
  return [
    ...properties.filter(({ tag }) => !stateProperties.has(tag)),
    propValue(PR_RESPONSIBILITY, state !== 'open'),
    ...(state === 'masked' ? [propValue(PR_MAPI_KIT_MASKED, true)] : []),
  ];
}
