import { type PropTag, PT_BINARY, PT_BOOLEAN, PT_LONG, PT_UNICODE, propTag } from '@mapi-kit/sdk';

// The properties of Internet mail that the SDK has no names for.

/** The body in HTML, in the code page of {@link PR_INTERNET_CPID}. */
export const PR_HTML: PropTag<Uint8Array> = propTag(0x1013, PT_BINARY);
/** The body in HTML, as some stores have it. */
export const PR_BODY_HTML_W: PropTag<string> = propTag(0x1013, PT_UNICODE);
/** The code page of the body. */
export const PR_INTERNET_CPID: PropTag<number> = propTag(0x3fde, PT_LONG);
/** The Message-ID of the message that this one answers. */
export const PR_IN_REPLY_TO_ID_W: PropTag<string> = propTag(0x1042, PT_UNICODE);
/** The Message-IDs of those before it. */
export const PR_INTERNET_REFERENCES_W: PropTag<string> = propTag(0x1039, PT_UNICODE);
/** What the messages of a conversation are about. */
export const PR_CONVERSATION_TOPIC_W: PropTag<string> = propTag(0x0070, PT_UNICODE);
/** Where a message stands in its conversation. */
export const PR_CONVERSATION_INDEX: PropTag<Uint8Array> = propTag(0x0071, PT_BINARY);
/** The e-mail address of the sender, whatever the address type. */
export const PR_SENDER_SMTP_ADDRESS_W: PropTag<string> = propTag(0x5d01, PT_UNICODE);
/** The e-mail address of the person on whose behalf it was sent. */
export const PR_SENT_REPRESENTING_SMTP_ADDRESS_W: PropTag<string> = propTag(0x5d02, PT_UNICODE);
/** The e-mail address of a recipient. */
export const PR_SMTP_ADDRESS_W: PropTag<string> = propTag(0x39fe, PT_UNICODE);
/** The media type of an attachment. */
export const PR_ATTACH_MIME_TAG_W: PropTag<string> = propTag(0x370e, PT_UNICODE);
/** The name by which HTML refers to an attachment, without angle brackets. */
export const PR_ATTACH_CONTENT_ID_W: PropTag<string> = propTag(0x3712, PT_UNICODE);
/** The address by which HTML refers to an attachment. */
export const PR_ATTACH_CONTENT_LOCATION_W: PropTag<string> = propTag(0x3713, PT_UNICODE);
/** What an attachment is to the body: {@link ATT_MHTML_REF}. */
export const PR_ATTACH_FLAGS: PropTag<number> = propTag(0x3714, PT_LONG);
/** Whether the list of attachments leaves it out. */
export const PR_ATTACHMENT_HIDDEN: PropTag<boolean> = propTag(0x7ffe, PT_BOOLEAN);
/** Where in the text an attachment is shown; -1 for nowhere. */
export const PR_RENDERING_POSITION: PropTag<number> = propTag(0x370b, PT_LONG);

/** The HTML shows the attachment. */
export const ATT_MHTML_REF = 4;
