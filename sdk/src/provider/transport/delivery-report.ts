import { anyOf } from './addresses.js';
import type { OutboundContent } from './outbound-content.js';
import type { FailedAddress } from './stored-outbound.js';

/**
 * What became of a delivery that the messaging system accepted.
 *
 * Addresses are those of {@link OutboundContent.recipients}; case does not count, and domains may be in ASCII. Whoever is
 * in neither list counts as reached, unless the report is about somebody who is no recipient as well: nobody can tell then
 * who was meant, so the user gets a report about each recipient whom it does not name, and nobody gets the message again
 * but those in `later`.
 */
export interface DeliveryReport {
  /** Those for whom it failed for good; the user gets a report about each. */
  readonly failed?: readonly FailedAddress[] | undefined;
  /**
   * The addresses of those for whom it is to be tried again, while it was accepted for the others: after the usual pause
   * `deliver` gets the message with these recipients alone.
   */
  readonly later?: readonly string[] | undefined;
}

/**
 * A report about recipients alone.
 *
 * Nobody who was refused may pass for somebody who got the message: whom a report about a stranger does not name has
 * failed.
 */
export function aboutRecipients({ recipients }: OutboundContent, report: DeliveryReport): DeliveryReport {
  const { failed = [], later = [] } = report;
  const isOneOfThem = anyOf(recipients.map(({ address }) => address));
  // An author without types may have named nobody at all.
  const isRecipient = (address: unknown): boolean => typeof address === 'string' && isOneOfThem(address);
  const named = [...failed.map(({ address }) => address), ...later];
  const strangers = named.filter((address) => !isRecipient(address));
  if (strangers.length === 0) return report;
  const reason = `deliver() reports about ${strangers[0]}, who is no recipient of the message`;
  const isNamed = anyOf(named.filter(isRecipient));
  const unnamed = recipients.filter(({ address }) => !isNamed(address));
  return {
    failed: [
      ...failed.filter(({ address }) => isRecipient(address)),
      ...unnamed.map(({ address }) => ({ address, reason })),
    ],
    later: later.filter(isRecipient),
  };
}
