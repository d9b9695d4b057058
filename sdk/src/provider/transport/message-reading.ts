import { demandValue } from '../../com/demand.js';
import { ATTACH_EMBEDDED_MSG, MAPI_BCC, MAPI_CC, MAPI_P1, MAPI_TO } from '../../contract/flags.js';
import type { IAttach } from '../../contract/iattach.js';
import type { IMessage } from '../../contract/imessage.js';
import { IID_IMessage } from '../../contract/interface-ids.js';
import {
  PR_ADDRTYPE_W,
  PR_ATTACH_DATA_BIN,
  PR_ATTACH_DATA_OBJ,
  PR_ATTACH_FILENAME_W,
  PR_ATTACH_LONG_FILENAME_W,
  PR_ATTACH_METHOD,
  PR_ATTACH_NUM,
  PR_BODY_W,
  PR_DISPLAY_NAME_W,
  PR_EMAIL_ADDRESS_W,
  PR_RECIPIENT_TYPE,
  PR_ROWID,
  PR_SENDER_ADDRTYPE_W,
  PR_SENDER_EMAIL_ADDRESS_W,
  PR_SENDER_NAME_W,
  PR_SENT_REPRESENTING_ADDRTYPE_W,
  PR_SENT_REPRESENTING_EMAIL_ADDRESS_W,
  PR_SENT_REPRESENTING_NAME_W,
  PR_SUBJECT_W,
} from '../../contract/property-tags.js';
import { isTransmittable, PROP_ID, type SPropValue } from '../../contract/property-types.js';
import { readAllProperties, readProperty } from '../../properties/property-reading.js';
import { readWholeRows } from '../../properties/table-reading.js';
import { PropertyBag } from '../objects/property-bag.js';
import { comparable } from './addresses.js';
import type { MailAddress, OutboundAttachment, OutboundParts, OutboundRecipient } from './outbound-content.js';
import { readReplyRecipients } from './reply-recipients.js';
import { readPart } from './unreadable-message.js';

/** Reads a message whole, with the messages that are attached to it. */
export function readMessage(message: IMessage): OutboundParts {
  const properties = readTravelling(message);
  const bag = new PropertyBag(properties);
  return {
    subject: readSubject(message),
    body: readBody(message),
    sender: senderOf(bag),
    representing: representedBy(bag),
    replyTo: readReplyRecipients(bag),
    addressees: readRecipients(message).filter(isNamed),
    attachments: readAttachments(message),
    properties,
  };
}

export function readSubject(message: IMessage): string {
  return readPart('the subject', () => readProperty(message, PR_SUBJECT_W)) ?? '';
}

export function readBody(message: IMessage): string {
  return readPart('the body', () => readProperty(message, PR_BODY_W)) ?? '';
}

/** The properties that travel with a message, the large body aside where the store does not give it at once. */
export function readTravelling(message: IMessage): SPropValue[] {
  return readPart('its properties', () => readAllProperties(message)).filter(({ tag }) => isTransmittable(tag));
}

/** Who the message comes from: the sender, or whom it is sent for. */
export function senderOf(bag: PropertyBag): MailAddress | undefined {
  const address = bag.value(PR_SENDER_EMAIL_ADDRESS_W);
  if (address === undefined) return representedIn(bag);
  const addressType = bag.value(PR_SENDER_ADDRTYPE_W) ?? '';
  return { name: bag.value(PR_SENDER_NAME_W) ?? address, addressType, address };
}

/** On whose behalf the sender sends the message; undefined where that is the sender. */
export function representedBy(bag: PropertyBag): MailAddress | undefined {
  const represented = representedIn(bag);
  const sender = senderOf(bag);
  return represented === undefined || sender === undefined || isSameAddress(represented, sender)
    ? undefined
    : represented;
}

function representedIn(bag: PropertyBag): MailAddress | undefined {
  const address = bag.value(PR_SENT_REPRESENTING_EMAIL_ADDRESS_W);
  if (address === undefined) return undefined;
  const addressType = bag.value(PR_SENT_REPRESENTING_ADDRTYPE_W) ?? '';
  return { name: bag.value(PR_SENT_REPRESENTING_NAME_W) ?? address, addressType, address };
}

function isSameAddress(one: MailAddress, other: MailAddress): boolean {
  return (
    one.addressType.toUpperCase() === other.addressType.toUpperCase() &&
    comparable(one.address) === comparable(other.address)
  );
}

/** Reads the recipient table, with all columns. */
export function readRecipients(message: IMessage): OutboundRecipient[] {
  return readWholeRows(message.GetRecipientTable(0), 'GetRecipientTable').map((properties, index) => {
    const bag = new PropertyBag(properties);
    const address = bag.value(PR_EMAIL_ADDRESS_W) ?? '';
    return {
      name: bag.value(PR_DISPLAY_NAME_W) ?? address,
      addressType: bag.value(PR_ADDRTYPE_W) ?? '',
      address,
      type: recipientType(bag.value(PR_RECIPIENT_TYPE)),
      row: bag.value(PR_ROWID) ?? index,
      properties,
    };
  });
}

/** Whether the message names a recipient: DOC-261 leaves out those with MAPI_P1, whether they still get it or not. */
export function isNamed({ properties }: OutboundRecipient): boolean {
  return ((new PropertyBag(properties).value(PR_RECIPIENT_TYPE) ?? MAPI_TO) & MAPI_P1) === 0;
}

/** Reads the attachments with their bytes. */
export function readAttachments(message: IMessage): OutboundAttachment[] {
  const rows = readPart('the list of attachments', () =>
    readWholeRows(message.GetAttachmentTable(0), 'GetAttachmentTable'),
  );
  return rows.map((row) =>
    readPart(`the attachment ${nameOf(new PropertyBag(row))}`.trimEnd(), () => open(message, row)),
  );
}

function open(message: IMessage, row: readonly SPropValue[]): OutboundAttachment {
  const num = new PropertyBag(row).value(PR_ATTACH_NUM) ?? 0;
  const attach = demandValue(message.OpenAttach(num, null, 0), 'OpenAttach');
  try {
    return readAttachment(attach);
  } finally {
    attach.Release();
  }
}

function nameOf(bag: PropertyBag): string {
  return bag.value(PR_ATTACH_LONG_FILENAME_W) ?? bag.value(PR_ATTACH_FILENAME_W) ?? '';
}

function readAttachment(attach: IAttach): OutboundAttachment {
  const all = readAllProperties(attach);
  const bag = new PropertyBag(all);
  const name = nameOf(bag);
  const properties = all.filter(({ tag }) => PROP_ID(tag) !== PROP_ID(PR_ATTACH_DATA_BIN));
  if (bag.value(PR_ATTACH_METHOD) === ATTACH_EMBEDDED_MSG) {
    return { name, data: new Uint8Array(), properties, embedded: readEmbedded(attach) };
  }
  const data = bag.value(PR_ATTACH_DATA_BIN) ?? readProperty(attach, PR_ATTACH_DATA_BIN);
  return { name, data: data === undefined ? new Uint8Array() : new Uint8Array(data), properties };
}

function readEmbedded(attach: IAttach): OutboundParts {
  const message = demandValue(attach.OpenProperty(PR_ATTACH_DATA_OBJ, IID_IMessage, 0, 0), 'OpenProperty');
  try {
    return readMessage(message);
  } finally {
    message.Release();
  }
}

function recipientType(value: number | undefined): OutboundRecipient['type'] {
  // The high bits say what has become of the recipient, not of what type it is.
  const type = (value ?? MAPI_TO) & 0xf;
  return type === MAPI_CC ? 'cc' : type === MAPI_BCC ? 'bcc' : 'to';
}
