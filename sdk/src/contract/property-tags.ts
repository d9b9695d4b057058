import { type PropTag, propTag } from './property-tag.js';
import {
  PT_BINARY,
  PT_BOOLEAN,
  PT_LONG,
  PT_MV_BINARY,
  PT_MV_UNICODE,
  PT_NULL,
  PT_OBJECT,
  PT_STRING8,
  PT_SYSTIME,
  PT_UNICODE,
} from './property-type-codes.js';

// Any object

/** Opens the object; long-term when GetProps returns it. */
export const PR_ENTRYID: PropTag<Uint8Array> = propTag(0x0fff, PT_BINARY);
/** What kind of object it is: MAPI_STORE, MAPI_FOLDER and so on. */
export const PR_OBJECT_TYPE: PropTag<number> = propTag(0x0ffe, PT_LONG);
/** Tells the object from all others of its provider, byte by byte. */
export const PR_RECORD_KEY: PropTag<Uint8Array> = propTag(0x0ff9, PT_BINARY);
/** In which objects named properties have the same ids: those with the same signature. */
export const PR_MAPPING_SIGNATURE: PropTag<Uint8Array> = propTag(0x0ff8, PT_BINARY);
/** Compares byte by byte, and a copy of the object keeps it. */
export const PR_SEARCH_KEY: PropTag<Uint8Array> = propTag(0x300b, PT_BINARY);
/** Identifies a row of a table. */
export const PR_INSTANCE_KEY: PropTag<Uint8Array> = propTag(0x0ff6, PT_BINARY);
/** The number of a row; identifies a recipient in ModifyRecipients. */
export const PR_ROWID: PropTag<number> = propTag(0x3000, PT_LONG);
/** Whether a row of a categorized table is a heading or an item. */
export const PR_ROW_TYPE: PropTag<number> = propTag(0x0ff5, PT_LONG);
/** How deep a row lies in a hierarchy. */
export const PR_DEPTH: PropTag<number> = propTag(0x3005, PT_LONG);
/** The name that users see. */
export const PR_DISPLAY_NAME_W: PropTag<string> = propTag(0x3001, PT_UNICODE);
/** PR_DISPLAY_NAME in the 8-bit code page. */
export const PR_DISPLAY_NAME_A: PropTag<string> = propTag(0x3001, PT_STRING8);
/** PR_DISPLAY_NAME in Unicode. */
export const PR_DISPLAY_NAME: PropTag<string> = PR_DISPLAY_NAME_W;
/** A remark about the object. */
export const PR_COMMENT_W: PropTag<string> = propTag(0x3004, PT_UNICODE);
/** PR_COMMENT in the 8-bit code page. */
export const PR_COMMENT_A: PropTag<string> = propTag(0x3004, PT_STRING8);
/** PR_COMMENT in Unicode. */
export const PR_COMMENT: PropTag<string> = PR_COMMENT_W;
/** When the object was made. */
export const PR_CREATION_TIME: PropTag<bigint> = propTag(0x3007, PT_SYSTIME);
/** When the object was last saved. */
export const PR_LAST_MODIFICATION_TIME: PropTag<bigint> = propTag(0x3008, PT_SYSTIME);
/** What the client may do with the object, in MAPI_ACCESS_ bits. */
export const PR_ACCESS: PropTag<number> = propTag(0x0ff4, PT_LONG);
/** MAPI_MODIFY when the object is open for writing, else 0. */
export const PR_ACCESS_LEVEL: PropTag<number> = propTag(0x0ff7, PT_LONG);
/** Opens the folder or container that holds the object. */
export const PR_PARENT_ENTRYID: PropTag<Uint8Array> = propTag(0x0e09, PT_BINARY);
/** Opens the store that holds the object, in the form MAPI wraps it in. */
export const PR_STORE_ENTRYID: PropTag<Uint8Array> = propTag(0x0ffb, PT_BINARY);
/** The record key of the store that holds the object. */
export const PR_STORE_RECORD_KEY: PropTag<Uint8Array> = propTag(0x0ffa, PT_BINARY);
/** An empty column, or a value to be ignored. */
export const PR_NULL: PropTag<null> = propTag(0x0000, PT_NULL);

// Message

/** The kind of message, such as IPM.Note. */
export const PR_MESSAGE_CLASS_W: PropTag<string> = propTag(0x001a, PT_UNICODE);
/** PR_MESSAGE_CLASS in the 8-bit code page. */
export const PR_MESSAGE_CLASS_A: PropTag<string> = propTag(0x001a, PT_STRING8);
/** PR_MESSAGE_CLASS in Unicode. */
export const PR_MESSAGE_CLASS: PropTag<string> = PR_MESSAGE_CLASS_W;
/** The whole subject line. */
export const PR_SUBJECT_W: PropTag<string> = propTag(0x0037, PT_UNICODE);
/** PR_SUBJECT in the 8-bit code page. */
export const PR_SUBJECT_A: PropTag<string> = propTag(0x0037, PT_STRING8);
/** PR_SUBJECT in Unicode. */
export const PR_SUBJECT: PropTag<string> = PR_SUBJECT_W;
/** The reply or forward mark in front of the subject. */
export const PR_SUBJECT_PREFIX_W: PropTag<string> = propTag(0x003d, PT_UNICODE);
/** PR_SUBJECT_PREFIX in the 8-bit code page. */
export const PR_SUBJECT_PREFIX_A: PropTag<string> = propTag(0x003d, PT_STRING8);
/** PR_SUBJECT_PREFIX in Unicode. */
export const PR_SUBJECT_PREFIX: PropTag<string> = PR_SUBJECT_PREFIX_W;
/** The subject with its prefix taken off; computed. */
export const PR_NORMALIZED_SUBJECT_W: PropTag<string> = propTag(0x0e1d, PT_UNICODE);
/** PR_NORMALIZED_SUBJECT in the 8-bit code page. */
export const PR_NORMALIZED_SUBJECT_A: PropTag<string> = propTag(0x0e1d, PT_STRING8);
/** PR_NORMALIZED_SUBJECT in Unicode. */
export const PR_NORMALIZED_SUBJECT: PropTag<string> = PR_NORMALIZED_SUBJECT_W;
/** The message text without formatting. */
export const PR_BODY_W: PropTag<string> = propTag(0x1000, PT_UNICODE);
/** PR_BODY in the 8-bit code page. */
export const PR_BODY_A: PropTag<string> = propTag(0x1000, PT_STRING8);
/** PR_BODY in Unicode. */
export const PR_BODY: PropTag<string> = PR_BODY_W;
/** The message text as compressed RTF. */
export const PR_RTF_COMPRESSED: PropTag<Uint8Array> = propTag(0x1009, PT_BINARY);
/** The state of the message in MSGFLAG_ bits; a client sets it before the first save only. */
export const PR_MESSAGE_FLAGS: PropTag<number> = propTag(0x0e07, PT_LONG);
/** Marks on the message in MSGSTATUS_ bits. */
export const PR_MSG_STATUS: PropTag<number> = propTag(0x0e17, PT_LONG);
/** How many bytes the message takes; computed at each save. */
export const PR_MESSAGE_SIZE: PropTag<number> = propTag(0x0e08, PT_LONG);
/** Whether the message has attachments; computed. */
export const PR_HASATTACH: PropTag<boolean> = propTag(0x0e1b, PT_BOOLEAN);
/** How important the sender says it is: 0 low, 1 normal, 2 high. */
export const PR_IMPORTANCE: PropTag<number> = propTag(0x0017, PT_LONG);
/** How urgent delivery is: -1, 0 or 1. */
export const PR_PRIORITY: PropTag<number> = propTag(0x0026, PT_LONG);
/** How confidential the sender says it is: 0 to 3. */
export const PR_SENSITIVITY: PropTag<number> = propTag(0x0036, PT_LONG);
/** When the client submitted the message. */
export const PR_CLIENT_SUBMIT_TIME: PropTag<bigint> = propTag(0x0039, PT_SYSTIME);
/** When the store marked the message as sent. */
export const PR_PROVIDER_SUBMIT_TIME: PropTag<bigint> = propTag(0x0048, PT_SYSTIME);
/** When the message arrived. */
export const PR_MESSAGE_DELIVERY_TIME: PropTag<bigint> = propTag(0x0e06, PT_SYSTIME);
/** When the sender wants it delivered; MAPI itself takes no notice. */
export const PR_DEFERRED_DELIVERY_TIME: PropTag<bigint> = propTag(0x000f, PT_SYSTIME);
/** The names of the To recipients; computed at each save. */
export const PR_DISPLAY_TO_W: PropTag<string> = propTag(0x0e04, PT_UNICODE);
/** PR_DISPLAY_TO in the 8-bit code page. */
export const PR_DISPLAY_TO_A: PropTag<string> = propTag(0x0e04, PT_STRING8);
/** PR_DISPLAY_TO in Unicode. */
export const PR_DISPLAY_TO: PropTag<string> = PR_DISPLAY_TO_W;
/** The names of the Cc recipients; computed at each save. */
export const PR_DISPLAY_CC_W: PropTag<string> = propTag(0x0e03, PT_UNICODE);
/** PR_DISPLAY_CC in the 8-bit code page. */
export const PR_DISPLAY_CC_A: PropTag<string> = propTag(0x0e03, PT_STRING8);
/** PR_DISPLAY_CC in Unicode. */
export const PR_DISPLAY_CC: PropTag<string> = PR_DISPLAY_CC_W;
/** The names of the Bcc recipients; computed at each save. */
export const PR_DISPLAY_BCC_W: PropTag<string> = propTag(0x0e02, PT_UNICODE);
/** PR_DISPLAY_BCC in the 8-bit code page. */
export const PR_DISPLAY_BCC_A: PropTag<string> = propTag(0x0e02, PT_STRING8);
/** PR_DISPLAY_BCC in Unicode. */
export const PR_DISPLAY_BCC: PropTag<string> = PR_DISPLAY_BCC_W;
/** The table of recipients, as an object. */
export const PR_MESSAGE_RECIPIENTS: PropTag<never> = propTag(0x0e12, PT_OBJECT);
/** The table of attachments, as an object. */
export const PR_MESSAGE_ATTACHMENTS: PropTag<never> = propTag(0x0e13, PT_OBJECT);
/** How far submitting has come: SUBMITFLAG_LOCKED, SUBMITFLAG_PREPROCESS. */
export const PR_SUBMIT_FLAGS: PropTag<number> = propTag(0x0e14, PT_LONG);
/** Opens the folder that gets the copy of the sent message. */
export const PR_SENTMAIL_ENTRYID: PropTag<Uint8Array> = propTag(0x0e0a, PT_BINARY);
/** Whether the message is deleted once it has been sent. */
export const PR_DELETE_AFTER_SUBMIT: PropTag<boolean> = propTag(0x0e01, PT_BOOLEAN);
/** Whether MAPI must preprocess the message; for MAPI's own use. */
export const PR_PREPROCESS: PropTag<boolean> = propTag(0x0e22, PT_BOOLEAN);
/** The message headers as they came over the wire. */
export const PR_TRANSPORT_MESSAGE_HEADERS_W: PropTag<string> = propTag(0x007d, PT_UNICODE);
/** PR_TRANSPORT_MESSAGE_HEADERS in the 8-bit code page. */
export const PR_TRANSPORT_MESSAGE_HEADERS_A: PropTag<string> = propTag(0x007d, PT_STRING8);
/** PR_TRANSPORT_MESSAGE_HEADERS in Unicode. */
export const PR_TRANSPORT_MESSAGE_HEADERS: PropTag<string> = PR_TRANSPORT_MESSAGE_HEADERS_W;
/** The Message-ID of Internet mail. */
export const PR_INTERNET_MESSAGE_ID_W: PropTag<string> = propTag(0x1035, PT_UNICODE);
/** PR_INTERNET_MESSAGE_ID in the 8-bit code page. */
export const PR_INTERNET_MESSAGE_ID_A: PropTag<string> = propTag(0x1035, PT_STRING8);
/** PR_INTERNET_MESSAGE_ID in Unicode. */
export const PR_INTERNET_MESSAGE_ID: PropTag<string> = PR_INTERNET_MESSAGE_ID_W;
/** Opens the entries of those who are to get replies: a FLATENTRYLIST. */
export const PR_REPLY_RECIPIENT_ENTRIES: PropTag<Uint8Array> = propTag(0x004f, PT_BINARY);
/** The names of those who are to get replies, with semicolons between them. */
export const PR_REPLY_RECIPIENT_NAMES_W: PropTag<string> = propTag(0x0050, PT_UNICODE);
/** PR_REPLY_RECIPIENT_NAMES in the 8-bit code page. */
export const PR_REPLY_RECIPIENT_NAMES_A: PropTag<string> = propTag(0x0050, PT_STRING8);
/** PR_REPLY_RECIPIENT_NAMES in Unicode. */
export const PR_REPLY_RECIPIENT_NAMES: PropTag<string> = PR_REPLY_RECIPIENT_NAMES_W;
/** Whether the sender wants to know when it was read. */
export const PR_READ_RECEIPT_REQUESTED: PropTag<boolean> = propTag(0x0029, PT_BOOLEAN);
/** Whether the sender wants to know when it arrived. */
export const PR_ORIGINATOR_DELIVERY_REPORT_REQUESTED: PropTag<boolean> = propTag(0x0023, PT_BOOLEAN);
/** The name of whoever sent the message. */
export const PR_SENDER_NAME_W: PropTag<string> = propTag(0x0c1a, PT_UNICODE);
/** PR_SENDER_NAME in the 8-bit code page. */
export const PR_SENDER_NAME_A: PropTag<string> = propTag(0x0c1a, PT_STRING8);
/** PR_SENDER_NAME in Unicode. */
export const PR_SENDER_NAME: PropTag<string> = PR_SENDER_NAME_W;
/** Opens the entry of whoever sent the message. */
export const PR_SENDER_ENTRYID: PropTag<Uint8Array> = propTag(0x0c19, PT_BINARY);
/** The sender's address type and address, in upper case. */
export const PR_SENDER_SEARCH_KEY: PropTag<Uint8Array> = propTag(0x0c1d, PT_BINARY);
/** The address type of whoever sent the message. */
export const PR_SENDER_ADDRTYPE_W: PropTag<string> = propTag(0x0c1e, PT_UNICODE);
/** PR_SENDER_ADDRTYPE in the 8-bit code page. */
export const PR_SENDER_ADDRTYPE_A: PropTag<string> = propTag(0x0c1e, PT_STRING8);
/** PR_SENDER_ADDRTYPE in Unicode. */
export const PR_SENDER_ADDRTYPE: PropTag<string> = PR_SENDER_ADDRTYPE_W;
/** The address of whoever sent the message. */
export const PR_SENDER_EMAIL_ADDRESS_W: PropTag<string> = propTag(0x0c1f, PT_UNICODE);
/** PR_SENDER_EMAIL_ADDRESS in the 8-bit code page. */
export const PR_SENDER_EMAIL_ADDRESS_A: PropTag<string> = propTag(0x0c1f, PT_STRING8);
/** PR_SENDER_EMAIL_ADDRESS in Unicode. */
export const PR_SENDER_EMAIL_ADDRESS: PropTag<string> = PR_SENDER_EMAIL_ADDRESS_W;
/** The name of the person on whose behalf it was sent. */
export const PR_SENT_REPRESENTING_NAME_W: PropTag<string> = propTag(0x0042, PT_UNICODE);
/** PR_SENT_REPRESENTING_NAME in the 8-bit code page. */
export const PR_SENT_REPRESENTING_NAME_A: PropTag<string> = propTag(0x0042, PT_STRING8);
/** PR_SENT_REPRESENTING_NAME in Unicode. */
export const PR_SENT_REPRESENTING_NAME: PropTag<string> = PR_SENT_REPRESENTING_NAME_W;
/** Opens the entry of the person on whose behalf it was sent. */
export const PR_SENT_REPRESENTING_ENTRYID: PropTag<Uint8Array> = propTag(0x0041, PT_BINARY);
/** The address type of the person on whose behalf it was sent. */
export const PR_SENT_REPRESENTING_ADDRTYPE_W: PropTag<string> = propTag(0x0064, PT_UNICODE);
/** PR_SENT_REPRESENTING_ADDRTYPE in the 8-bit code page. */
export const PR_SENT_REPRESENTING_ADDRTYPE_A: PropTag<string> = propTag(0x0064, PT_STRING8);
/** PR_SENT_REPRESENTING_ADDRTYPE in Unicode. */
export const PR_SENT_REPRESENTING_ADDRTYPE: PropTag<string> = PR_SENT_REPRESENTING_ADDRTYPE_W;
/** The address of the person on whose behalf it was sent. */
export const PR_SENT_REPRESENTING_EMAIL_ADDRESS_W: PropTag<string> = propTag(0x0065, PT_UNICODE);
/** PR_SENT_REPRESENTING_EMAIL_ADDRESS in the 8-bit code page. */
export const PR_SENT_REPRESENTING_EMAIL_ADDRESS_A: PropTag<string> = propTag(0x0065, PT_STRING8);
/** PR_SENT_REPRESENTING_EMAIL_ADDRESS in Unicode. */
export const PR_SENT_REPRESENTING_EMAIL_ADDRESS: PropTag<string> = PR_SENT_REPRESENTING_EMAIL_ADDRESS_W;

// Recipient or mail user

/** MAPI_TO, MAPI_CC or MAPI_BCC, perhaps with MAPI_P1 or MAPI_SUBMITTED. */
export const PR_RECIPIENT_TYPE: PropTag<number> = propTag(0x0c15, PT_LONG);
/** Whether a transport has taken charge of this recipient. */
export const PR_RESPONSIBILITY: PropTag<boolean> = propTag(0x0e0f, PT_BOOLEAN);
/** The kind of address, such as SMTP. */
export const PR_ADDRTYPE_W: PropTag<string> = propTag(0x3002, PT_UNICODE);
/** PR_ADDRTYPE in the 8-bit code page. */
export const PR_ADDRTYPE_A: PropTag<string> = propTag(0x3002, PT_STRING8);
/** PR_ADDRTYPE in Unicode. */
export const PR_ADDRTYPE: PropTag<string> = PR_ADDRTYPE_W;
/** The address in the form of its type. */
export const PR_EMAIL_ADDRESS_W: PropTag<string> = propTag(0x3003, PT_UNICODE);
/** PR_EMAIL_ADDRESS in the 8-bit code page. */
export const PR_EMAIL_ADDRESS_A: PropTag<string> = propTag(0x3003, PT_STRING8);
/** PR_EMAIL_ADDRESS in Unicode. */
export const PR_EMAIL_ADDRESS: PropTag<string> = PR_EMAIL_ADDRESS_W;
/** How to show the entry: DT_MAILUSER, DT_DISTLIST and so on. */
export const PR_DISPLAY_TYPE: PropTag<number> = propTag(0x3900, PT_LONG);
/** Whether the recipient can handle formatted text. */
export const PR_SEND_RICH_INFO: PropTag<boolean> = propTag(0x3a40, PT_BOOLEAN);
/** In a report, when the message was delivered. */
export const PR_DELIVER_TIME: PropTag<bigint> = propTag(0x0010, PT_SYSTIME);
/** In a report, its text. */
export const PR_REPORT_TEXT_W: PropTag<string> = propTag(0x1001, PT_UNICODE);
/** PR_REPORT_TEXT in the 8-bit code page. */
export const PR_REPORT_TEXT_A: PropTag<string> = propTag(0x1001, PT_STRING8);
/** PR_REPORT_TEXT in Unicode. */
export const PR_REPORT_TEXT: PropTag<string> = PR_REPORT_TEXT_W;
/** When a report was made, on the report and on each of its recipients. */
export const PR_REPORT_TIME: PropTag<bigint> = propTag(0x0032, PT_SYSTIME);
/** Why the recipient did not get the message, in general; 0 is MAPI_REASON_TRANSFER_FAILED. */
export const PR_NDR_REASON_CODE: PropTag<number> = propTag(0x0c04, PT_LONG);
/** Why the recipient did not get the message, in particular. */
export const PR_NDR_DIAG_CODE: PropTag<number> = propTag(0x0c05, PT_LONG);
/** The user's account. */
export const PR_ACCOUNT_W: PropTag<string> = propTag(0x3a00, PT_UNICODE);
/** PR_ACCOUNT in the 8-bit code page. */
export const PR_ACCOUNT_A: PropTag<string> = propTag(0x3a00, PT_STRING8);
/** PR_ACCOUNT in Unicode. */
export const PR_ACCOUNT: PropTag<string> = PR_ACCOUNT_W;
/** The user's first name. */
export const PR_GIVEN_NAME_W: PropTag<string> = propTag(0x3a06, PT_UNICODE);
/** PR_GIVEN_NAME in the 8-bit code page. */
export const PR_GIVEN_NAME_A: PropTag<string> = propTag(0x3a06, PT_STRING8);
/** PR_GIVEN_NAME in Unicode. */
export const PR_GIVEN_NAME: PropTag<string> = PR_GIVEN_NAME_W;
/** The user's family name. */
export const PR_SURNAME_W: PropTag<string> = propTag(0x3a11, PT_UNICODE);
/** PR_SURNAME in the 8-bit code page. */
export const PR_SURNAME_A: PropTag<string> = propTag(0x3a11, PT_STRING8);
/** PR_SURNAME in Unicode. */
export const PR_SURNAME: PropTag<string> = PR_SURNAME_W;
/** The user's telephone number at work. */
export const PR_BUSINESS_TELEPHONE_NUMBER_W: PropTag<string> = propTag(0x3a08, PT_UNICODE);
/** PR_BUSINESS_TELEPHONE_NUMBER in the 8-bit code page. */
export const PR_BUSINESS_TELEPHONE_NUMBER_A: PropTag<string> = propTag(0x3a08, PT_STRING8);
/** PR_BUSINESS_TELEPHONE_NUMBER in Unicode. */
export const PR_BUSINESS_TELEPHONE_NUMBER: PropTag<string> = PR_BUSINESS_TELEPHONE_NUMBER_W;
/** The user's telephone number at home. */
export const PR_HOME_TELEPHONE_NUMBER_W: PropTag<string> = propTag(0x3a09, PT_UNICODE);
/** PR_HOME_TELEPHONE_NUMBER in the 8-bit code page. */
export const PR_HOME_TELEPHONE_NUMBER_A: PropTag<string> = propTag(0x3a09, PT_STRING8);
/** PR_HOME_TELEPHONE_NUMBER in Unicode. */
export const PR_HOME_TELEPHONE_NUMBER: PropTag<string> = PR_HOME_TELEPHONE_NUMBER_W;
/** The company that the user works for. */
export const PR_COMPANY_NAME_W: PropTag<string> = propTag(0x3a16, PT_UNICODE);
/** PR_COMPANY_NAME in the 8-bit code page. */
export const PR_COMPANY_NAME_A: PropTag<string> = propTag(0x3a16, PT_STRING8);
/** PR_COMPANY_NAME in Unicode. */
export const PR_COMPANY_NAME: PropTag<string> = PR_COMPANY_NAME_W;
/** The user's job title. */
export const PR_TITLE_W: PropTag<string> = propTag(0x3a17, PT_UNICODE);
/** PR_TITLE in the 8-bit code page. */
export const PR_TITLE_A: PropTag<string> = propTag(0x3a17, PT_STRING8);
/** PR_TITLE in Unicode. */
export const PR_TITLE: PropTag<string> = PR_TITLE_W;
/** The department of the company that the user works in. */
export const PR_DEPARTMENT_NAME_W: PropTag<string> = propTag(0x3a18, PT_UNICODE);
/** PR_DEPARTMENT_NAME in the 8-bit code page. */
export const PR_DEPARTMENT_NAME_A: PropTag<string> = propTag(0x3a18, PT_STRING8);
/** PR_DEPARTMENT_NAME in Unicode. */
export const PR_DEPARTMENT_NAME: PropTag<string> = PR_DEPARTMENT_NAME_W;
/** The telephone number to try first. */
export const PR_PRIMARY_TELEPHONE_NUMBER_W: PropTag<string> = propTag(0x3a1a, PT_UNICODE);
/** PR_PRIMARY_TELEPHONE_NUMBER in the 8-bit code page. */
export const PR_PRIMARY_TELEPHONE_NUMBER_A: PropTag<string> = propTag(0x3a1a, PT_STRING8);
/** PR_PRIMARY_TELEPHONE_NUMBER in Unicode. */
export const PR_PRIMARY_TELEPHONE_NUMBER: PropTag<string> = PR_PRIMARY_TELEPHONE_NUMBER_W;
/** The user's mobile telephone number. */
export const PR_MOBILE_TELEPHONE_NUMBER_W: PropTag<string> = propTag(0x3a1c, PT_UNICODE);
/** PR_MOBILE_TELEPHONE_NUMBER in the 8-bit code page. */
export const PR_MOBILE_TELEPHONE_NUMBER_A: PropTag<string> = propTag(0x3a1c, PT_STRING8);
/** PR_MOBILE_TELEPHONE_NUMBER in Unicode. */
export const PR_MOBILE_TELEPHONE_NUMBER: PropTag<string> = PR_MOBILE_TELEPHONE_NUMBER_W;
/** The user's fax number at work. */
export const PR_BUSINESS_FAX_NUMBER_W: PropTag<string> = propTag(0x3a24, PT_UNICODE);
/** PR_BUSINESS_FAX_NUMBER in the 8-bit code page. */
export const PR_BUSINESS_FAX_NUMBER_A: PropTag<string> = propTag(0x3a24, PT_STRING8);
/** PR_BUSINESS_FAX_NUMBER in Unicode. */
export const PR_BUSINESS_FAX_NUMBER: PropTag<string> = PR_BUSINESS_FAX_NUMBER_W;
/** The name that friends call the user. */
export const PR_NICKNAME_W: PropTag<string> = propTag(0x3a4f, PT_UNICODE);
/** PR_NICKNAME in the 8-bit code page. */
export const PR_NICKNAME_A: PropTag<string> = propTag(0x3a4f, PT_STRING8);
/** PR_NICKNAME in Unicode. */
export const PR_NICKNAME: PropTag<string> = PR_NICKNAME_W;
/** Ties an address-book entry to the provider whose code serves it. */
export const PR_TEMPLATEID: PropTag<Uint8Array> = propTag(0x3902, PT_BINARY);

// Attachment

/** Identifies the attachment within its message. */
export const PR_ATTACH_NUM: PropTag<number> = propTag(0x0e21, PT_LONG);
/** Where the content is: ATTACH_BY_VALUE, ATTACH_EMBEDDED_MSG and so on. */
export const PR_ATTACH_METHOD: PropTag<number> = propTag(0x3705, PT_LONG);
/** The content, for ATTACH_BY_VALUE. */
export const PR_ATTACH_DATA_BIN: PropTag<Uint8Array> = propTag(0x3701, PT_BINARY);
/** The content as an object, for an embedded message or an OLE object. */
export const PR_ATTACH_DATA_OBJ: PropTag<never> = propTag(0x3701, PT_OBJECT);
/** The file name in its short form. */
export const PR_ATTACH_FILENAME_W: PropTag<string> = propTag(0x3704, PT_UNICODE);
/** PR_ATTACH_FILENAME in the 8-bit code page. */
export const PR_ATTACH_FILENAME_A: PropTag<string> = propTag(0x3704, PT_STRING8);
/** PR_ATTACH_FILENAME in Unicode. */
export const PR_ATTACH_FILENAME: PropTag<string> = PR_ATTACH_FILENAME_W;
/** The file name. */
export const PR_ATTACH_LONG_FILENAME_W: PropTag<string> = propTag(0x3707, PT_UNICODE);
/** PR_ATTACH_LONG_FILENAME in the 8-bit code page. */
export const PR_ATTACH_LONG_FILENAME_A: PropTag<string> = propTag(0x3707, PT_STRING8);
/** PR_ATTACH_LONG_FILENAME in Unicode. */
export const PR_ATTACH_LONG_FILENAME: PropTag<string> = PR_ATTACH_LONG_FILENAME_W;
/** How many bytes the attachment takes. */
export const PR_ATTACH_SIZE: PropTag<number> = propTag(0x0e20, PT_LONG);

// Folder or container

/** FOLDER_ROOT, FOLDER_GENERIC or FOLDER_SEARCH. */
export const PR_FOLDER_TYPE: PropTag<number> = propTag(0x3601, PT_LONG);
/** How many messages the folder holds. */
export const PR_CONTENT_COUNT: PropTag<number> = propTag(0x3602, PT_LONG);
/** How many of them nobody has read. */
export const PR_CONTENT_UNREAD: PropTag<number> = propTag(0x3603, PT_LONG);
/** How many hidden messages the folder holds. */
export const PR_ASSOC_CONTENT_COUNT: PropTag<number> = propTag(0x3617, PT_LONG);
/** Whether the folder holds folders. */
export const PR_SUBFOLDERS: PropTag<boolean> = propTag(0x360a, PT_BOOLEAN);
/** The name to resolve, in a restriction of a contents table. */
export const PR_ANR_W: PropTag<string> = propTag(0x360c, PT_UNICODE);
/** PR_ANR in the 8-bit code page. */
export const PR_ANR_A: PropTag<string> = propTag(0x360c, PT_STRING8);
/** PR_ANR in Unicode. */
export const PR_ANR: PropTag<string> = PR_ANR_W;
/** The template from which new distribution lists are made. */
export const PR_DEF_CREATE_DL: PropTag<Uint8Array> = propTag(0x3611, PT_BINARY);
/** The template from which new messaging users are made. */
export const PR_DEF_CREATE_MAILUSER: PropTag<Uint8Array> = propTag(0x3612, PT_BINARY);
/** The table of templates of new entries. */
export const PR_CREATE_TEMPLATES: PropTag<never> = propTag(0x3604, PT_OBJECT);
/** Opened as a container that shows what is searched for in an address book's container. */
export const PR_SEARCH: PropTag<never> = propTag(0x3607, PT_OBJECT);
/** Whether a row of a table of templates can be chosen. */
export const PR_SELECTABLE: PropTag<boolean> = propTag(0x3609, PT_BOOLEAN);
/** What an address-book container can do, in AB_ bits. */
export const PR_CONTAINER_FLAGS: PropTag<number> = propTag(0x3600, PT_LONG);
/** The table of subcontainers, as an object. */
export const PR_CONTAINER_HIERARCHY: PropTag<never> = propTag(0x360e, PT_OBJECT);
/** The table of contents, as an object. */
export const PR_CONTAINER_CONTENTS: PropTag<never> = propTag(0x360f, PT_OBJECT);
/** The message class that new items in the folder get. */
export const PR_CONTAINER_CLASS_W: PropTag<string> = propTag(0x3613, PT_UNICODE);
/** PR_CONTAINER_CLASS in the 8-bit code page. */
export const PR_CONTAINER_CLASS_A: PropTag<string> = propTag(0x3613, PT_STRING8);
/** PR_CONTAINER_CLASS in Unicode. */
export const PR_CONTAINER_CLASS: PropTag<string> = PR_CONTAINER_CLASS_W;
/** Which address-book provider the container belongs to. */
export const PR_AB_PROVIDER_ID: PropTag<Uint8Array> = propTag(0x3615, PT_BINARY);

// Store

/** Whether this is the profile's default store. */
export const PR_DEFAULT_STORE: PropTag<boolean> = propTag(0x3400, PT_BOOLEAN);
/** What the store can do, in STORE_ bits; computed. */
export const PR_STORE_SUPPORT_MASK: PropTag<number> = propTag(0x340d, PT_LONG);
/** Whether the store has active searches (STORE_HAS_SEARCHES). */
export const PR_STORE_STATE: PropTag<number> = propTag(0x340e, PT_LONG);
/** The kind of store. */
export const PR_MDB_PROVIDER: PropTag<Uint8Array> = propTag(0x3414, PT_BINARY);
/** Which of the special folders exist, in FOLDER_ bits. */
export const PR_VALID_FOLDER_MASK: PropTag<number> = propTag(0x35df, PT_LONG);
/** Opens the folder above all folders that users see. */
export const PR_IPM_SUBTREE_ENTRYID: PropTag<Uint8Array> = propTag(0x35e0, PT_BINARY);
/** Opens the outbox. */
export const PR_IPM_OUTBOX_ENTRYID: PropTag<Uint8Array> = propTag(0x35e2, PT_BINARY);
/** Opens the folder of deleted items. */
export const PR_IPM_WASTEBASKET_ENTRYID: PropTag<Uint8Array> = propTag(0x35e3, PT_BINARY);
/** Opens the folder of sent messages. */
export const PR_IPM_SENTMAIL_ENTRYID: PropTag<Uint8Array> = propTag(0x35e4, PT_BINARY);
/** Opens the folder of the user's own views. */
export const PR_VIEWS_ENTRYID: PropTag<Uint8Array> = propTag(0x35e5, PT_BINARY);
/** Opens the folder of shared views. */
export const PR_COMMON_VIEWS_ENTRYID: PropTag<Uint8Array> = propTag(0x35e6, PT_BINARY);
/** Opens the folder above all search results. */
export const PR_FINDER_ENTRYID: PropTag<Uint8Array> = propTag(0x35e7, PT_BINARY);

// Profile section or service

/** The name of the profile. */
export const PR_PROFILE_NAME_W: PropTag<string> = propTag(0x3d12, PT_UNICODE);
/** PR_PROFILE_NAME in the 8-bit code page. */
export const PR_PROFILE_NAME_A: PropTag<string> = propTag(0x3d12, PT_STRING8);
/** PR_PROFILE_NAME in Unicode. */
export const PR_PROFILE_NAME: PropTag<string> = PR_PROFILE_NAME_W;
/** Whether this is the default profile. */
export const PR_DEFAULT_PROFILE: PropTag<boolean> = propTag(0x3d04, PT_BOOLEAN);
/** What users call the provider. */
export const PR_PROVIDER_DISPLAY_W: PropTag<string> = propTag(0x3006, PT_UNICODE);
/** PR_PROVIDER_DISPLAY in the 8-bit code page. */
export const PR_PROVIDER_DISPLAY_A: PropTag<string> = propTag(0x3006, PT_STRING8);
/** PR_PROVIDER_DISPLAY in Unicode. */
export const PR_PROVIDER_DISPLAY: PropTag<string> = PR_PROVIDER_DISPLAY_W;
/** The provider's module; fixed once logon has begun. */
export const PR_PROVIDER_DLL_NAME_W: PropTag<string> = propTag(0x300a, PT_UNICODE);
/** PR_PROVIDER_DLL_NAME in the 8-bit code page. */
export const PR_PROVIDER_DLL_NAME_A: PropTag<string> = propTag(0x300a, PT_STRING8);
/** PR_PROVIDER_DLL_NAME in Unicode. */
export const PR_PROVIDER_DLL_NAME: PropTag<string> = PR_PROVIDER_DLL_NAME_W;
/** Identifies the provider's profile section. */
export const PR_PROVIDER_UID: PropTag<Uint8Array> = propTag(0x300c, PT_BINARY);
/** The name of the message service. */
export const PR_SERVICE_NAME_W: PropTag<string> = propTag(0x3d09, PT_UNICODE);
/** PR_SERVICE_NAME in the 8-bit code page. */
export const PR_SERVICE_NAME_A: PropTag<string> = propTag(0x3d09, PT_STRING8);
/** PR_SERVICE_NAME in Unicode. */
export const PR_SERVICE_NAME: PropTag<string> = PR_SERVICE_NAME_W;
/** Identifies the service's profile section. */
export const PR_SERVICE_UID: PropTag<Uint8Array> = propTag(0x3d0c, PT_BINARY);
/** The service's module. */
export const PR_SERVICE_DLL_NAME_W: PropTag<string> = propTag(0x3d0a, PT_UNICODE);
/** PR_SERVICE_DLL_NAME in the 8-bit code page. */
export const PR_SERVICE_DLL_NAME_A: PropTag<string> = propTag(0x3d0a, PT_STRING8);
/** PR_SERVICE_DLL_NAME in Unicode. */
export const PR_SERVICE_DLL_NAME: PropTag<string> = PR_SERVICE_DLL_NAME_W;
/** The exported function that configures the service; 8-bit only. */
export const PR_SERVICE_ENTRY_NAME: PropTag<string> = propTag(0x3d0b, PT_STRING8);
/** The identifiers of the profile's stores, one after the other. */
export const PR_STORE_PROVIDERS: PropTag<Uint8Array> = propTag(0x3d00, PT_BINARY);
/** The identifiers of the profile's address books, one after the other. */
export const PR_AB_PROVIDERS: PropTag<Uint8Array> = propTag(0x3d01, PT_BINARY);
/** The containers of the address book in which names are resolved, in order. */
export const PR_AB_SEARCH_PATH: PropTag<readonly Uint8Array[]> = propTag(0x3d05, PT_MV_BINARY);
/** The container of the address book that is shown first. */
export const PR_AB_DEFAULT_DIR: PropTag<Uint8Array> = propTag(0x3d06, PT_BINARY);
/** The container that is the personal address book. */
export const PR_AB_DEFAULT_PAB: PropTag<Uint8Array> = propTag(0x3d07, PT_BINARY);
/** The identifiers of the profile's transports, in the order in which they are offered messages. */
export const PR_TRANSPORT_PROVIDERS: PropTag<Uint8Array> = propTag(0x3d02, PT_BINARY);

// Status row or object

/** Whose status it is: MAPI_STORE_PROVIDER, MAPI_SPOOLER and so on. */
export const PR_RESOURCE_TYPE: PropTag<number> = propTag(0x3e03, PT_LONG);
/** What part the resource plays, in STATUS_ bits such as STATUS_DEFAULT_STORE. */
export const PR_RESOURCE_FLAGS: PropTag<number> = propTag(0x3009, PT_LONG);
/** Which methods of IMAPIStatus work. */
export const PR_RESOURCE_METHODS: PropTag<number> = propTag(0x3e02, PT_LONG);
/** How the resource is, in STATUS_ bits such as STATUS_AVAILABLE. */
export const PR_STATUS_CODE: PropTag<number> = propTag(0x3e04, PT_LONG);
/** How the resource is, in words. */
export const PR_STATUS_STRING_W: PropTag<string> = propTag(0x3e08, PT_UNICODE);
/** PR_STATUS_STRING in the 8-bit code page. */
export const PR_STATUS_STRING_A: PropTag<string> = propTag(0x3e08, PT_STRING8);
/** PR_STATUS_STRING in Unicode. */
export const PR_STATUS_STRING: PropTag<string> = PR_STATUS_STRING_W;
/** The name of the identity that the resource provides. */
export const PR_IDENTITY_DISPLAY_W: PropTag<string> = propTag(0x3e00, PT_UNICODE);
/** PR_IDENTITY_DISPLAY in the 8-bit code page. */
export const PR_IDENTITY_DISPLAY_A: PropTag<string> = propTag(0x3e00, PT_STRING8);
/** PR_IDENTITY_DISPLAY in Unicode. */
export const PR_IDENTITY_DISPLAY: PropTag<string> = PR_IDENTITY_DISPLAY_W;
/** Opens the entry of the identity that the resource provides. */
export const PR_IDENTITY_ENTRYID: PropTag<Uint8Array> = propTag(0x3e01, PT_BINARY);
/** The search key of the identity that the resource provides. */
export const PR_IDENTITY_SEARCH_KEY: PropTag<Uint8Array> = propTag(0x3e05, PT_BINARY);
/** Opens the store that belongs to the transport. */
export const PR_OWN_STORE_ENTRYID: PropTag<Uint8Array> = propTag(0x3e06, PT_BINARY);
/** Whether the transport is free for remote access. */
export const PR_REMOTE_VALIDATE_OK: PropTag<boolean> = propTag(0x3e0d, PT_BOOLEAN);

// mapi-kit's own, in the range that MAPI leaves to providers

/** The folder in which the provider keeps its data; set in its profile section. */
export const PR_MAPI_KIT_DATA_DIRECTORY_W: PropTag<string> = propTag(0x6600, PT_UNICODE);
/** PR_MAPI_KIT_DATA_DIRECTORY in Unicode. */
export const PR_MAPI_KIT_DATA_DIRECTORY: PropTag<string> = PR_MAPI_KIT_DATA_DIRECTORY_W;
/** Free settings of the provider's author, as `key=value` entries; set in its profile section. */
export const PR_MAPI_KIT_SETTINGS_W: PropTag<readonly string[]> = propTag(0x6601, PT_MV_UNICODE);
/** PR_MAPI_KIT_SETTINGS in Unicode. */
export const PR_MAPI_KIT_SETTINGS: PropTag<readonly string[]> = PR_MAPI_KIT_SETTINGS_W;
/** TRUE for a recipient whose PR_RESPONSIBILITY is TRUE only because the spooler asks a transport whose it is not. */
export const PR_MAPI_KIT_MASKED: PropTag<boolean> = propTag(0x6602, PT_BOOLEAN);

// Synchronization

/** Names the object, for whoever synchronizes it. */
export const PR_SOURCE_KEY: PropTag<Uint8Array> = propTag(0x65e0, PT_BINARY);
/** Names the last change of the object. */
export const PR_CHANGE_KEY: PropTag<Uint8Array> = propTag(0x65e2, PT_BINARY);
/** The changes that the last one contains: each as its length in one byte, and its key. */
export const PR_PREDECESSOR_CHANGE_LIST: PropTag<Uint8Array> = propTag(0x65e3, PT_BINARY);
