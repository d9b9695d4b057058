import type { QueuedRecipient } from './recipients.js';
import type { SpoolerTransport } from './spooler-transport.js';

/** The transports in the order in which messages are offered: that of the profile, those that want to be last at the end. */
export function inOfferingOrder(transports: readonly SpoolerTransport[]): SpoolerTransport[] {
  return [...transports.filter(({ isLast }) => !isLast), ...transports.filter(({ isLast }) => isLast)];
}

/** The transports for a recipient: those that registered the uid in the entry id, then those with the address type. */
export function candidatesFor(
  recipient: QueuedRecipient,
  inOrder: readonly SpoolerTransport[],
): readonly SpoolerTransport[] {
  const { uid, addressType } = recipient;
  const byUid = uid === undefined ? [] : inOrder.filter(({ record }) => record.recipientUids.includes(uid));
  const byType = inOrder.filter((transport) => transport.addressTypes.has(addressType) && !byUid.includes(transport));
  return [...byUid, ...byType];
}
