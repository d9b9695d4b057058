// @mapi-kit/sdk/transport: what the author of a transport imports.

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
