import { createHash } from 'node:crypto';
import { FAILED } from '../../com/hresult.js';
import {
  MAPI_E_INVALID_PARAMETER,
  MAPI_E_NO_SUPPORT,
  MAPI_E_USER_CANCEL,
  MAPI_W_CANCEL_MESSAGE,
} from '../../com/hresult-codes.js';
import type { IMAPISupport } from '../../contract/imapi-support.js';
import type { IMessage } from '../../contract/imessage.js';
import { PR_CLIENT_SUBMIT_TIME, PR_ENTRYID, PR_INTERNET_MESSAGE_ID_W } from '../../contract/property-tags.js';
import type { PropertyValue, PropTag, SPropValue } from '../../contract/property-types.js';
import { readProperty } from '../../properties/property-reading.js';
import { fail } from '../objects/errors.js';
import { PropertyBag } from '../objects/property-bag.js';
import { readAttachments, readBody, readSubject, readTravelling, representedBy, senderOf } from './message-reading.js';
import type { MailAddress, OutboundAttachment, OutboundContent, OutboundRecipient } from './outbound-content.js';
import { readReplyRecipients } from './reply-recipients.js';
import { UnreadableMessage } from './unreadable-message.js';

/**
 * A message that the spooler offers, as the author's submit hook sees it.
 *
 * What it shows is read from the message when it is first asked for, so a transport pays only for what it uses. It is
 * valid until the hook returns; {@link OutboundMessage.content} makes a copy that stays.
 */
export class OutboundMessage {
  /**
   * Those whom this transport has to send to: of its address types, and not yet taken by anyone. The message does not
   * name those with MAPI_P1.
   */
  readonly recipients: readonly OutboundRecipient[];
  /** Everybody the message names, also those who are another transport's; not those with MAPI_P1. */
  readonly addressees: readonly OutboundRecipient[];
  /** True when the message was deferred before and is offered again. */
  readonly deferred: boolean;
  /** The message itself; it is the spooler's, so leave its references alone. */
  readonly message: IMessage;
  readonly #support: IMAPISupport;
  readonly #sendsEmbedded: () => boolean;
  #cancelled = false;
  #identity: { readonly key: string; readonly entryId: Uint8Array } | undefined;
  #properties: readonly SPropValue[] | undefined;
  #attachments: readonly OutboundAttachment[] | undefined;
  #bag: PropertyBag | undefined;

  /** Made by the SDK. */
  constructor(
    message: IMessage,
    parts: {
      readonly recipients: readonly OutboundRecipient[];
      readonly addressees: readonly OutboundRecipient[];
      readonly deferred: boolean;
      readonly support: IMAPISupport;
      /** Whether the transport sends messages within messages. */
      readonly sendsEmbedded: () => boolean;
    },
  ) {
    this.message = message;
    this.recipients = parts.recipients;
    this.addressees = parts.addressees;
    this.deferred = parts.deferred;
    this.#support = parts.support;
    this.#sendsEmbedded = parts.sendsEmbedded;
  }

  /** The name of this submission: the same in every life, and another one when the user sends the message again. */
  get key(): string {
    return this.#identify().key;
  }

  /** The entry id of the message in its store. */
  get entryId(): Uint8Array {
    return this.#identify().entryId;
  }

  /**
   * The Message-ID for whatever is sent, in angle brackets: the message's own, or one made of {@link OutboundMessage.key}.
   *
   * It is the same each time the message is offered, in this life and in later ones.
   */
  get messageId(): string {
    const own = this.value(PR_INTERNET_MESSAGE_ID_W)?.trim();
    if (own !== undefined && /^<[^<>\s]+>$/.test(own)) return own;
    const domain = /@([\w.-]+)$/.exec(this.sender?.address ?? '')?.[1] ?? 'mapi-kit.invalid';
    return `<${this.key}@${domain}>`;
  }

  get subject(): string {
    return readSubject(this.message);
  }

  get body(): string {
    return readBody(this.message);
  }

  /** Who the message comes from; undefined when the client has not said it. */
  get sender(): MailAddress | undefined {
    return senderOf(this.#travelling());
  }

  /** On whose behalf the sender sends it; undefined where that is the sender. */
  get representing(): MailAddress | undefined {
    return representedBy(this.#travelling());
  }

  /** Who is to get replies; whoever is known by the entry of an address book alone has an empty address. */
  get replyTo(): readonly MailAddress[] {
    return readReplyRecipients(this.#travelling());
  }

  /** All properties that travel with a message; text is in Unicode. */
  get properties(): readonly SPropValue[] {
    this.#properties ??= readTravelling(this.message);
    return this.#properties;
  }

  /**
   * All attachments with their bytes.
   *
   * @throws MapiError when one is a message, and the transport sends none; when the hook lets it out, whoever sent the
   * message gets a report
   */
  get attachments(): readonly OutboundAttachment[] {
    this.#attachments ??= this.#readAttachments();
    return this.#attachments;
  }

  /** Reads one property of the message; undefined when it has none. */
  value<T extends PropertyValue>(tag: PropTag<T>): T | undefined {
    return readProperty(this.message, tag);
  }

  /** True once the spooler has taken the message back. */
  get cancelled(): boolean {
    return this.#cancelled;
  }

  /**
   * For long loops: gives the spooler a turn, and ends the hook when the message has been cancelled.
   *
   * @throws MapiError with MAPI_E_USER_CANCEL
   */
  throwIfCancelled(): void {
    const hr = this.#support.SpoolerYield(0);
    if (hr === MAPI_W_CANCEL_MESSAGE) this.#cancelled = true;
    else if (FAILED(hr)) fail(hr, 'SpoolerYield failed');
    if (this.#cancelled) fail(MAPI_E_USER_CANCEL, 'the message has been cancelled');
  }

  /** Everything, as plain data that outlives the call. */
  content(): OutboundContent {
    const { key, entryId, messageId, subject, body, sender, representing, replyTo } = this;
    const { recipients, addressees, attachments, properties } = this;
    const parts = { subject, body, sender, representing, replyTo, addressees, attachments, properties };
    return { key, entryId, messageId, recipients, ...parts };
  }

  /** Called by the SDK when the spooler cancels the message. */
  cancel(): void {
    this.#cancelled = true;
  }

  #readAttachments(): readonly OutboundAttachment[] {
    const attachments = readAttachments(this.message);
    if (attachments.some(({ embedded }) => embedded !== undefined) && !this.#sendsEmbedded()) {
      throw new UnreadableMessage(MAPI_E_NO_SUPPORT, 'messages within messages cannot be sent');
    }
    return attachments;
  }

  #travelling(): PropertyBag {
    this.#bag ??= new PropertyBag(this.properties);
    return this.#bag;
  }

  #identify(): { readonly key: string; readonly entryId: Uint8Array } {
    this.#identity ??= identityOf(this.message);
    return this.#identity;
  }
}

/** A submission is the message, and when the user sent it: sending the same message again is another submission. */
function identityOf(message: IMessage): { readonly key: string; readonly entryId: Uint8Array } {
  const entryId = readProperty(message, PR_ENTRYID);
  if (entryId === undefined) fail(MAPI_E_INVALID_PARAMETER, 'the message has no PR_ENTRYID');
  const submitted = readProperty(message, PR_CLIENT_SUBMIT_TIME) ?? 0n;
  const key = createHash('sha256').update(entryId).update(`|${submitted}`).digest('hex').slice(0, 40);
  return { key, entryId: new Uint8Array(entryId) };
}
