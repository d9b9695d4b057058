import type { SPropValue } from '@mapi-kit/sdk';
import type { Hindrances } from '../../recording/hindrances.js';
import type { Mail } from '../../recording/mail.js';
import type { MailAttachment } from '../../recording/mail-parts.js';

/** What a message has besides its subject, its text and its recipients. */
export interface MoreContent {
  readonly properties: readonly SPropValue[];
  readonly replyTo: readonly string[];
  readonly attachments: readonly MailAttachment[];
}

/** A recipient of a message to be sent. */
export interface MailRecipient {
  readonly type: number;
  readonly address: string;
  /** The address unless given. */
  readonly name?: string;
}

/** A message to be sent: what is promised of it, and how it is made. */
export interface OutgoingMail {
  /** Whoever is refused or postponed is not among its recipients. */
  readonly mail: Mail & { readonly body: string };
  readonly recipients: readonly MailRecipient[];
  readonly hindrances?: Hindrances;
  /** What it has besides its text. */
  readonly more?: MoreContent;
}
