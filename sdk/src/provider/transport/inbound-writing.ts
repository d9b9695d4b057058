import { demand, demandValue } from '../../com/demand.js';
import { MAPI_E_COMPUTED } from '../../com/hresult-codes.js';
import { fileTimeFromDate } from '../../contract/file-time.js';
import {
  ATTACH_BY_VALUE,
  KEEP_OPEN_READWRITE,
  MAPI_BCC,
  MAPI_CC,
  MAPI_TO,
  MAPI_UNICODE,
  MSGFLAG_FROMME,
} from '../../contract/flags.js';
import type { IMAPIProp } from '../../contract/imapi-prop.js';
import type { IMAPISupport } from '../../contract/imapi-support.js';
import type { IMessage } from '../../contract/imessage.js';
import {
  PR_ADDRTYPE_W,
  PR_ATTACH_DATA_BIN,
  PR_ATTACH_LONG_FILENAME_W,
  PR_ATTACH_METHOD,
  PR_BODY_W,
  PR_DISPLAY_NAME_W,
  PR_EMAIL_ADDRESS_W,
  PR_ENTRYID,
  PR_INTERNET_MESSAGE_ID_W,
  PR_MESSAGE_CLASS_W,
  PR_MESSAGE_DELIVERY_TIME,
  PR_MESSAGE_FLAGS,
  PR_RECIPIENT_TYPE,
  PR_REPLY_RECIPIENT_ENTRIES,
  PR_REPLY_RECIPIENT_NAMES_W,
  PR_SEARCH_KEY,
  PR_SENDER_ADDRTYPE_W,
  PR_SENDER_EMAIL_ADDRESS_W,
  PR_SENDER_ENTRYID,
  PR_SENDER_NAME_W,
  PR_SENDER_SEARCH_KEY,
  PR_SENT_REPRESENTING_ADDRTYPE_W,
  PR_SENT_REPRESENTING_EMAIL_ADDRESS_W,
  PR_SENT_REPRESENTING_ENTRYID,
  PR_SENT_REPRESENTING_NAME_W,
  PR_SUBJECT_W,
} from '../../contract/property-tags.js';
import { isTransmittable, propTagName, type SPropValue } from '../../contract/property-types.js';
import { addressSearchKey } from '../../properties/address-search-key.js';
import { fail } from '../objects/errors.js';
import { PropertyBag } from '../objects/property-bag.js';
import type { InboundAttachment, InboundMessage, InboundRecipient } from './inbound-message.js';
import type { MailAddress } from './outbound-content.js';
import { flatEntryList } from './reply-recipients.js';

const recipientTypes = { to: MAPI_TO, cc: MAPI_CC, bcc: MAPI_BCC };

/** Puts an inbound message into the message object that the spooler gave, and saves it: all of it, or nothing. */
export function writeInbound(message: IMessage, content: InboundMessage, support: IMAPISupport): void {
  setAll(message, messageProperties(content, support));
  const recipients = (content.recipients ?? []).map((recipient) => recipientRow(recipient, support));
  if (recipients.length > 0) demand(message.ModifyRecipients(0, recipients), 'ModifyRecipients');
  for (const attachment of content.attachments ?? []) writeAttachment(message, attachment);
  demand(message.SaveChanges(KEEP_OPEN_READWRITE), 'SaveChanges');
}

function messageProperties(content: InboundMessage, support: IMAPISupport): SPropValue[] {
  const bag = new PropertyBag((content.properties ?? []).filter(({ tag }) => isTransmittable(tag)));
  bag.put(PR_MESSAGE_CLASS_W, content.messageClass ?? bag.value(PR_MESSAGE_CLASS_W) ?? 'IPM.Note');
  if (content.subject !== undefined) bag.put(PR_SUBJECT_W, content.subject);
  if (content.body !== undefined) bag.put(PR_BODY_W, content.body);
  if (content.messageId !== undefined) bag.put(PR_INTERNET_MESSAGE_ID_W, content.messageId);
  // Without them the message would be what a new one is: read, and a draft.
  bag.put(PR_MESSAGE_FLAGS, content.fromMe === true ? MSGFLAG_FROMME : 0);
  bag.put(PR_MESSAGE_DELIVERY_TIME, fileTimeFromDate(content.receivedAt ?? new Date()));
  if (content.sender !== undefined) putSender(bag, content.sender, content.representing, support);
  if (content.replyTo !== undefined && content.replyTo.length > 0) putReplyTo(bag, content.replyTo, support);
  return bag.list();
}

function putSender(
  bag: PropertyBag,
  sender: MailAddress,
  representing: MailAddress | undefined,
  support: IMAPISupport,
): void {
  bag.put(PR_SENDER_NAME_W, sender.name);
  bag.put(PR_SENDER_ADDRTYPE_W, sender.addressType);
  bag.put(PR_SENDER_EMAIL_ADDRESS_W, sender.address);
  bag.put(PR_SENDER_ENTRYID, oneOff(sender, support));
  bag.put(PR_SENDER_SEARCH_KEY, addressSearchKey(sender.addressType, sender.address));
  if (representing === undefined && bag.has(PR_SENT_REPRESENTING_EMAIL_ADDRESS_W)) return;
  const { name, addressType, address } = representing ?? sender;
  bag.put(PR_SENT_REPRESENTING_NAME_W, name);
  bag.put(PR_SENT_REPRESENTING_ADDRTYPE_W, addressType);
  bag.put(PR_SENT_REPRESENTING_EMAIL_ADDRESS_W, address);
  bag.put(PR_SENT_REPRESENTING_ENTRYID, oneOff(representing ?? sender, support));
}

function putReplyTo(bag: PropertyBag, replyTo: readonly MailAddress[], support: IMAPISupport): void {
  bag.put(PR_REPLY_RECIPIENT_ENTRIES, flatEntryList(replyTo.map((one) => oneOff(one, support))));
  bag.put(PR_REPLY_RECIPIENT_NAMES_W, replyTo.map(({ name }) => name.replaceAll(';', ',')).join('; '));
}

function recipientRow(recipient: InboundRecipient, support: IMAPISupport): SPropValue[] {
  return [
    { tag: PR_RECIPIENT_TYPE, value: recipientTypes[recipient.type ?? 'to'] },
    { tag: PR_DISPLAY_NAME_W, value: recipient.name },
    { tag: PR_ADDRTYPE_W, value: recipient.addressType },
    { tag: PR_EMAIL_ADDRESS_W, value: recipient.address },
    { tag: PR_ENTRYID, value: oneOff(recipient, support) },
    { tag: PR_SEARCH_KEY, value: addressSearchKey(recipient.addressType, recipient.address) },
  ];
}

function oneOff({ name, addressType, address }: MailAddress, support: IMAPISupport): Uint8Array {
  return demandValue(support.CreateOneOff(name, addressType, address, MAPI_UNICODE), 'CreateOneOff');
}

function writeAttachment(message: IMessage, attachment: InboundAttachment): void {
  const { attach } = demandValue(message.CreateAttach(null, 0), 'CreateAttach');
  try {
    const bag = new PropertyBag(attachment.properties ?? []);
    bag.put(PR_ATTACH_METHOD, ATTACH_BY_VALUE);
    bag.put(PR_ATTACH_LONG_FILENAME_W, attachment.name);
    bag.put(PR_ATTACH_DATA_BIN, attachment.data);
    setAll(attach, bag.list());
    demand(attach.SaveChanges(0), 'SaveChanges of an attachment');
  } finally {
    attach.Release();
  }
}

/** Sets properties; one that the store computes itself is left to it, any other refusal fails. */
function setAll(object: IMAPIProp, values: readonly SPropValue[]): void {
  const problems = demandValue(object.SetProps(values), 'SetProps');
  const refused = problems.find(({ scode }) => scode !== MAPI_E_COMPUTED);
  if (refused !== undefined) fail(refused.scode, `the store refused ${propTagName(refused.tag)}`);
}
