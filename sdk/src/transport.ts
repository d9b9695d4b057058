/**
 * Base classes for transports: how a message reaches the messaging system is the author's, the conversation with the spooler is
 * here.
 *
 * {@link AbstractQueueingTransport} has an outbox, and delivers in the background; {@link AbstractTransport} is for those that
 * are done with a message at once; {@link transportProvider} makes of either what a module exports.
 *
 * @example
 * ```ts
 * import { appendFileSync } from 'node:fs';
 * import { join } from 'node:path';
 * import { AbstractTransport, type OutboundMessage, type SubmitAnswer, transportProvider } from '@mapi-kit/sdk/transport';
 *
 * class FileTransport extends AbstractTransport {
 *   protected override addressTypes(): string[] {
 *     return ['SMTP'];
 *   }
 *   protected override submit(message: OutboundMessage): SubmitAnswer {
 *     appendFileSync(join(this.dataDirectory, 'sent'), `${message.messageId} ${message.subject}\n`);
 *     return 'sent';
 *   }
 * }
 *
 * export const XPProviderInit = transportProvider(FileTransport);
 * ```
 *
 * @packageDocumentation
 */

export { lockDirectory } from './provider/common/directory-lock.js';
export type { Synchronous } from './provider/common/synchronous.js';
export { AbstractTransport } from './provider/transport/abstract-transport.js';
export type { DeliveryReport } from './provider/transport/delivery-report.js';
export type { InboundAttachment, InboundMessage, InboundRecipient } from './provider/transport/inbound-message.js';
export type {
  MailAddress,
  OutboundAttachment,
  OutboundContent,
  OutboundParts,
  OutboundRecipient,
} from './provider/transport/outbound-content.js';
export type { OutboundMessage } from './provider/transport/outbound-message.js';
export { AbstractQueueingTransport, type QueueingOptions } from './provider/transport/queueing-transport.js';
export {
  decodeStoredOutbound,
  encodeStoredOutbound,
  type FailedAddress,
  type StoredOutbound,
} from './provider/transport/stored-outbound.js';
export type { FailedRecipient, SubmitAnswer } from './provider/transport/submit-answer.js';
export type { TransportClass } from './provider/transport/transport-core.js';
export { type TransportOptions, transportProvider } from './provider/transport/transport-provider.js';
