import type { SPropValue } from '../../contract/property-types.js';
import type { MailAddress } from './outbound-content.js';

/** A recipient of an inbound message. */
export interface InboundRecipient extends MailAddress {
  /** `to` unless given. */
  readonly type?: 'to' | 'cc' | 'bcc' | undefined;
}

/** An attachment of an inbound message. */
export interface InboundAttachment {
  readonly name: string;
  readonly data: Uint8Array;
  /** More properties of the attachment. */
  readonly properties?: readonly SPropValue[] | undefined;
}

/** A message for the inbox, as an author's receive hook gives it. */
export interface InboundMessage {
  readonly subject?: string | undefined;
  readonly body?: string | undefined;
  readonly sender?: MailAddress | undefined;
  /** On whose behalf the sender has sent it, where that is somebody else. */
  readonly representing?: MailAddress | undefined;
  /** Who is to get replies, where that is not the sender. */
  readonly replyTo?: readonly MailAddress[] | undefined;
  readonly recipients?: readonly InboundRecipient[] | undefined;
  readonly attachments?: readonly InboundAttachment[] | undefined;
  /** When it arrived; now unless given. */
  readonly receivedAt?: Date | undefined;
  /** The Message-ID, in angle brackets. */
  readonly messageId?: string | undefined;
  /** True for a message that the user has sent. */
  readonly fromMe?: boolean | undefined;
  /** The message class; `IPM.Note` unless given. */
  readonly messageClass?: string | undefined;
  /** More properties; those that do not travel with a message are left out. */
  readonly properties?: readonly SPropValue[] | undefined;
}
