import { anyOf, comparable } from './addresses.js';
import type { OutboundContent } from './outbound-content.js';
import type { OutboundMessage } from './outbound-message.js';
import type { StoredOutbound } from './stored-outbound.js';
import type { SubmitAnswer } from './submit-answer.js';

/** The message for those whom it has not reached yet. */
export function toSend({ message, remaining }: StoredOutbound): OutboundContent {
  if (remaining === undefined) return message;
  const isRemaining = anyOf(remaining);
  return { ...message, recipients: message.recipients.filter(({ address }) => isRemaining(address)) };
}

/** The spooler asks again about a message that was sent: everybody whom it was sent to is done with. */
export function deliveredAnswer(record: StoredOutbound, message: OutboundMessage): SubmitAnswer {
  const isDone = anyOf(record.message.recipients.map(({ address }) => address));
  const reasons = new Map(record.failed.map(({ address, reason }) => [comparable(address), reason]));
  const own = message.recipients.filter(({ address }) => isDone(address));
  return {
    sent: own.filter(({ address }) => !reasons.has(comparable(address))),
    failed: own.flatMap((recipient) => {
      const reason = reasons.get(comparable(recipient.address));
      return reason === undefined ? [] : [{ recipient, reason }];
    }),
  };
}
