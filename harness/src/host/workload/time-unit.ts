import {
  findValue,
  PR_CLIENT_SUBMIT_TIME,
  PR_MESSAGE_DELIVERY_TIME,
  PROP_TYPE,
  type PropTag,
  PT_SYSTIME,
} from '@mapi-kit/sdk';
import { openMessage } from '../store/open-message.js';
import { readProperties } from '../store/read-properties.js';
import { Refusal } from '../store/refusal.js';
import { TYPED_TAGS } from '../store/tags.js';
import { saveMessage } from '../store/write-message.js';
import { INBOX } from './actions.js';
import type { ClientModel } from './client-model.js';
import { newMessage } from './new-folder.js';
import { NotThere } from './not-there.js';

/** What media keep: microseconds, milliseconds, seconds, two seconds, minutes; in the unit of PT_SYSTIME. */
const UNITS: readonly bigint[] = [600_000_000n, 20_000_000n, 10_000_000n, 10_000n, 10n];

/** Of mail itself, and of what clients add to it: of one a store may keep less than of the other. */
const TIMES: readonly PropTag<bigint>[] = [
  PR_CLIENT_SUBMIT_TIME,
  PR_MESSAGE_DELIVERY_TIME,
  ...TYPED_TAGS.filter((tag): tag is PropTag<bigint> => PROP_TYPE(tag) === PT_SYSTIME),
];

/** A moment that is a whole number of none of these units. */
const FINE = 127_000_000_123_456_789n;

/**
 * How fine the times are that a store keeps, as a message shows right after its save: what it rounds always, and whoever looks
 * sees it at once, is no matter of its shutdown. The message is deleted, as far as the store deletes any.
 *
 * @returns in units of 100 ns: all times that the client sets are whole multiples of it
 */
export function timeUnitOf(model: ClientModel): bigint {
  try {
    const message = newMessage(model, INBOX, false);
    const { value: problems } = message.SetProps(TIMES.map((tag) => ({ tag, value: FINE })));
    const refused = new Set<number>((problems ?? []).map(({ index }) => index));
    const entryId = saveMessage(message);
    message.Release();
    const again = openMessage(model.store, entryId);
    const shown = readProperties(again, TIMES);
    again.Release();
    model.open(INBOX).DeleteMessages([entryId], 0, null, 0);
    const units = TIMES.filter((_, index) => !refused.has(index)).map((tag) => unitOf(findValue(shown, tag)));
    return units.reduce((most, unit) => (unit > most ? unit : most), 1n);
  } catch (error) {
    // What is wrong with it shows in the work itself.
    if (error instanceof NotThere || error instanceof Refusal) return 1n;
    throw error;
  }
}

function unitOf(shown: bigint | undefined): bigint {
  if (shown === undefined || shown === FINE) return 1n;
  const away = shown > FINE ? shown - FINE : FINE - shown;
  return UNITS.find((unit) => shown % unit === 0n && away < unit) ?? 1n;
}
