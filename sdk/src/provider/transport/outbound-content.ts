import type { SPropValue } from '../../contract/property-types.js';

/** Somebody whom a message comes from or goes to. */
export interface MailAddress {
  readonly name: string;
  /** For example `SMTP`. */
  readonly addressType: string;
  /** In the form of the address type. */
  readonly address: string;
}

/** A recipient of an outbound message. */
export interface OutboundRecipient extends MailAddress {
  readonly type: 'to' | 'cc' | 'bcc';
  /** The key of the recipient in the message (`PR_ROWID`). */
  readonly row: number;
  /** All its properties. */
  readonly properties: readonly SPropValue[];
}

/** An attachment of an outbound message. */
export interface OutboundAttachment {
  readonly name: string;
  /** The bytes; empty for an embedded message. */
  readonly data: Uint8Array;
  readonly properties: readonly SPropValue[];
  /** The message that is the attachment; only for a transport whose `supportsEmbeddedMessages` says so. */
  readonly embedded?: OutboundParts | undefined;
}

/** What a message consists of. */
export interface OutboundParts {
  readonly subject: string;
  readonly body: string;
  readonly sender: MailAddress | undefined;
  /** On whose behalf the sender sends it, where that is somebody else. */
  readonly representing?: MailAddress | undefined;
  /** Who is to get replies; whoever is known by the entry of an address book alone has an empty address. */
  readonly replyTo?: readonly MailAddress[] | undefined;
  /** Everybody the message names, also those who are another transport's; not those with MAPI_P1. */
  readonly addressees: readonly OutboundRecipient[];
  readonly attachments: readonly OutboundAttachment[];
  /** All properties that travel with a message; text is in Unicode. */
  readonly properties: readonly SPropValue[];
}

/**
 * An outbound message as plain data, which outlives the call that brought it.
 *
 * `node:v8` and `structuredClone` copy it faithfully.
 */
export interface OutboundContent extends OutboundParts {
  /** The name of this submission: the same in every life, and another one when the user sends the message again. */
  readonly key: string;
  /** The entry id of the message in its store. */
  readonly entryId: Uint8Array;
  /** The Message-ID for whatever is sent, in angle brackets; the same each time. */
  readonly messageId: string;
  /** Those whom this transport has to send to, also where the message does not name them. */
  readonly recipients: readonly OutboundRecipient[];
}
