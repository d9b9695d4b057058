import type { SPropValue } from '@mapi-kit/sdk';
import type { Mail } from '../../recording/mail.js';
import type { MailAttachment } from '../../recording/mail-parts.js';

/** What a message has besides its subject, its text and its recipients. */
export interface MoreContent {
  readonly properties: readonly SPropValue[];
  readonly replyTo: string;
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
  readonly mail: Mail & { readonly body: string };
  readonly recipients: readonly MailRecipient[];
  /** One of the recipients, whom the far side will refuse; absent: there is none. */
  readonly refused?: string;
  /** One of the recipients, whom the far side will take in a later life alone, and who is not among those of `mail`. */
  readonly postponed?: string;
  /** How many milliseconds after its submission it is to be delivered at the earliest; absent: nobody minds. */
  readonly notBeforeMs?: number;
  /** What it has besides its text. */
  readonly more?: MoreContent;
}
