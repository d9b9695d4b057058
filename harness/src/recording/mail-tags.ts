import {
  type PropTag,
  PT_BINARY,
  PT_BOOLEAN,
  PT_I2,
  PT_LONG,
  PT_MV_BINARY,
  PT_MV_UNICODE,
  PT_STRING8,
  PT_SYSTIME,
  PT_UNICODE,
  propTag,
  propTagName,
} from '@mapi-kit/sdk';

// Properties of real mail and real contacts that the SDK has no constants for (MS-OXPROPS). Judges and reports know them by
// these names.

const text = (id: number): PropTag<string> => propTag(id, PT_UNICODE);
const ansi = (id: number): PropTag<string> => propTag(id, PT_STRING8);
const long = (id: number): PropTag<number> => propTag(id, PT_LONG);
const bool = (id: number): PropTag<boolean> => propTag(id, PT_BOOLEAN);
const time = (id: number): PropTag<bigint> => propTag(id, PT_SYSTIME);
const bytes = (id: number): PropTag<Uint8Array> => propTag(id, PT_BINARY);

/** The HTML body, in the code page of PR_INTERNET_CPID. */
export const PR_HTML: PropTag<Uint8Array> = bytes(0x1013);
/** Whether PR_RTF_COMPRESSED says the same as PR_BODY. */
export const PR_RTF_IN_SYNC: PropTag<boolean> = bool(0x0e1f);
/** The place of the message in its conversation. */
export const PR_CONVERSATION_INDEX: PropTag<Uint8Array> = bytes(0x0071);
/** When a message is of no use any more. */
export const PR_EXPIRY_TIME: PropTag<bigint> = time(0x0015);
/** By when its author wants an answer. */
export const PR_REPLY_TIME: PropTag<bigint> = time(0x0030);
/** The subject of the message that this one answers or forwards. */
export const PR_ORIGINAL_SUBJECT: PropTag<string> = text(0x0049);
/** The SMTP address of a recipient, whatever its address type. */
export const PR_SMTP_ADDRESS: PropTag<string> = text(0x39fe);
/** Where in PR_BODY an attachment is shown; -1: nowhere. */
export const PR_RENDERING_POSITION: PropTag<number> = long(0x370b);
/** The media type of an attachment. */
export const PR_ATTACH_MIME_TAG: PropTag<string> = text(0x370e);
/** The content id by which an HTML body shows an attachment. */
export const PR_ATTACH_CONTENT_ID: PropTag<string> = text(0x3712);
/** The address by which an HTML body shows an attachment. */
export const PR_ATTACH_CONTENT_LOCATION: PropTag<string> = text(0x3713);
/** The Message-ID of the message that this one answers. */
export const PR_IN_REPLY_TO_ID: PropTag<string> = text(0x1042);
/** The Message-IDs of the messages before it in the conversation. */
export const PR_INTERNET_REFERENCES: PropTag<string> = text(0x1039);
/** In which of its forms the body was written. */
export const PR_NATIVE_BODY: PropTag<number> = long(0x1016);

/** A property and its name. */
export type NamedTag = readonly [name: string, tag: PropTag];

/** Of messages. */
export const MAIL_TAGS: readonly NamedTag[] = [
  ['PR_AUTO_FORWARD_COMMENT', text(0x0004)],
  ['PR_EXPIRY_TIME', PR_EXPIRY_TIME],
  ['PR_REPLY_TIME', PR_REPLY_TIME],
  ['PR_REPORT_TAG', bytes(0x0031)],
  ['PR_RECEIVED_BY_ENTRYID', bytes(0x003f)],
  ['PR_RECEIVED_BY_NAME', text(0x0040)],
  ['PR_RCVD_REPRESENTING_ENTRYID', bytes(0x0043)],
  ['PR_RCVD_REPRESENTING_NAME', text(0x0044)],
  ['PR_REPLY_RECIPIENT_ENTRIES', bytes(0x004f)],
  ['PR_REPLY_RECIPIENT_NAMES', text(0x0050)],
  ['PR_RECEIVED_BY_SEARCH_KEY', bytes(0x0051)],
  ['PR_SENT_REPRESENTING_SEARCH_KEY', bytes(0x003b)],
  ['PR_MESSAGE_TO_ME', bool(0x0057)],
  ['PR_MESSAGE_CC_ME', bool(0x0058)],
  ['PR_START_DATE', time(0x0060)],
  ['PR_END_DATE', time(0x0061)],
  ['PR_RESPONSE_REQUESTED', bool(0x0063)],
  ['PR_CONVERSATION_TOPIC', text(0x0070)],
  ['PR_CONVERSATION_INDEX', PR_CONVERSATION_INDEX],
  ['PR_ORIGINAL_SUBJECT', PR_ORIGINAL_SUBJECT],
  ['PR_ORIGINAL_SUBMIT_TIME', time(0x004e)],
  ['PR_ORIGINAL_DISPLAY_TO', text(0x0074)],
  ['PR_RECEIVED_BY_ADDRTYPE', text(0x0075)],
  ['PR_RECEIVED_BY_EMAIL_ADDRESS', text(0x0076)],
  ['PR_TNEF_CORRELATION_KEY', bytes(0x007f)],
  ['PR_REPLY_REQUESTED', bool(0x0c17)],
  ['PR_RTF_IN_SYNC', PR_RTF_IN_SYNC],
  ['PR_HTML', PR_HTML],
  ['PR_NATIVE_BODY', PR_NATIVE_BODY],
  ['PR_INTERNET_REFERENCES', PR_INTERNET_REFERENCES],
  ['PR_IN_REPLY_TO_ID', PR_IN_REPLY_TO_ID],
  ['PR_ICON_INDEX', long(0x1080)],
  ['PR_LAST_VERB_EXECUTED', long(0x1081)],
  ['PR_LAST_VERB_EXECUTION_TIME', time(0x1082)],
  ['PR_FLAG_STATUS', long(0x1090)],
  ['PR_FLAG_COMPLETE_TIME', time(0x1091)],
  ['PR_FOLLOWUP_ICON', long(0x1095)],
  ['PR_BLOCK_STATUS', long(0x1096)],
  ['PR_INTERNET_CPID', long(0x3fde)],
  ['PR_MESSAGE_LOCALE_ID', long(0x3ff1)],
  ['PR_MESSAGE_CODEPAGE', long(0x3ffd)],
  ['PR_CREATOR_NAME', text(0x3ff8)],
  ['PR_CREATOR_ENTRYID', bytes(0x3ff9)],
  ['PR_LAST_MODIFIER_NAME', text(0x3ffa)],
  ['PR_SENDER_SMTP_ADDRESS', text(0x5d01)],
  ['PR_SENT_REPRESENTING_SMTP_ADDRESS', text(0x5d02)],
  ['PR_INETMAIL_OVERRIDE_FORMAT', long(0x5902)],
  ['PR_MSG_EDITOR_FORMAT', long(0x5909)],
  ['PR_TODO_ITEM_FLAGS', long(0x0e2b)],
  ['PR_SWAPPED_TODO_DATA', bytes(0x0e2d)],
  ['PR_RULE_NAME_A', ansi(0x6682)],
  ['PR_CONTENT_FILTER_SCL', long(0x4076)],
  ['PR_SENDER_ID_STATUS', long(0x4079)],
  ['PR_PURPORTED_SENDER_DOMAIN', text(0x4083)],
  ['PR_STORE_COMMENT_A', ansi(0x6683)],
];

/** Of recipients. */
export const RECIPIENT_MAIL_TAGS: readonly NamedTag[] = [
  ['PR_SMTP_ADDRESS', PR_SMTP_ADDRESS],
  ['PR_7BIT_DISPLAY_NAME', text(0x39ff)],
  ['PR_TRANSMITABLE_DISPLAY_NAME', text(0x3a20)],
  ['PR_SEND_INTERNET_ENCODING', long(0x3a71)],
  ['PR_OFFICE_LOCATION', text(0x3a19)],
  ['PR_LOCALITY', text(0x3a27)],
  ['PR_POSTAL_CODE', text(0x3a2a)],
  ['PR_COUNTRY', text(0x3a26)],
  ['PR_STREET_ADDRESS', text(0x3a29)],
  ['PR_RECIPIENT_ORDER', long(0x5fdf)],
  ['PR_RECIPIENT_ENTRYID', bytes(0x5ff7)],
  ['PR_RECIPIENT_DISPLAY_NAME', text(0x5ff6)],
  ['PR_RECIPIENT_FLAGS', long(0x5ffd)],
  ['PR_RECIPIENT_TRACKSTATUS', long(0x5fff)],
  ['PR_RECIPIENT_TRACKSTATUS_TIME', time(0x5ffb)],
  ['PR_DISPLAY_TYPE_EX', long(0x3905)],
];

/** Of attachments. */
export const ATTACHMENT_MAIL_TAGS: readonly NamedTag[] = [
  ['PR_ATTACH_ENCODING', bytes(0x3702)],
  ['PR_ATTACH_EXTENSION', text(0x3703)],
  ['PR_ATTACH_RENDERING', bytes(0x3709)],
  ['PR_ATTACH_TAG', bytes(0x370a)],
  ['PR_RENDERING_POSITION', PR_RENDERING_POSITION],
  ['PR_ATTACH_TRANSPORT_NAME', text(0x370c)],
  ['PR_ATTACH_MIME_TAG', PR_ATTACH_MIME_TAG],
  ['PR_ATTACH_ADDITIONAL_INFO', bytes(0x370f)],
  ['PR_ATTACH_CONTENT_BASE', text(0x3711)],
  ['PR_ATTACH_CONTENT_ID', PR_ATTACH_CONTENT_ID],
  ['PR_ATTACH_CONTENT_LOCATION', PR_ATTACH_CONTENT_LOCATION],
  ['PR_ATTACH_FLAGS', long(0x3714)],
  ['PR_ATTACHMENT_LINKID', long(0x7ffa)],
  ['PR_EXCEPTION_STARTTIME', time(0x7ffb)],
  ['PR_EXCEPTION_ENDTIME', time(0x7ffc)],
  ['PR_ATTACHMENT_FLAGS', long(0x7ffd)],
  ['PR_ATTACHMENT_HIDDEN', bool(0x7ffe)],
];

/** When a contact was born. */
export const PR_BIRTHDAY: PropTag<bigint> = time(0x3a42);
/** The addresses of a contact. */
export const PR_CONTACT_EMAIL_ADDRESSES: PropTag<readonly string[]> = propTag(0x3a56, PT_MV_UNICODE);
/** The names of a contact's children. */
export const PR_CHILDRENS_NAMES: PropTag<readonly string[]> = propTag(0x3a58, PT_MV_UNICODE);
/** The certificates of a contact. */
export const PR_USER_X509_CERTIFICATE: PropTag<readonly Uint8Array[]> = propTag(0x3a70, PT_MV_BINARY);

/** Of contacts. */
export const CONTACT_TAGS: readonly NamedTag[] = [
  ['PR_ACCOUNT', text(0x3a00)],
  ['PR_CALLBACK_TELEPHONE_NUMBER', text(0x3a02)],
  ['PR_GENERATION', text(0x3a05)],
  ['PR_GIVEN_NAME', text(0x3a06)],
  ['PR_GOVERNMENT_ID_NUMBER', text(0x3a07)],
  ['PR_BUSINESS_TELEPHONE_NUMBER', text(0x3a08)],
  ['PR_HOME_TELEPHONE_NUMBER', text(0x3a09)],
  ['PR_INITIALS', text(0x3a0a)],
  ['PR_KEYWORD', text(0x3a0b)],
  ['PR_LANGUAGE', text(0x3a0c)],
  ['PR_LOCATION', text(0x3a0d)],
  ['PR_MHS_COMMON_NAME', text(0x3a0f)],
  ['PR_ORGANIZATIONAL_ID_NUMBER', text(0x3a10)],
  ['PR_SURNAME', text(0x3a11)],
  ['PR_POSTAL_ADDRESS', text(0x3a15)],
  ['PR_COMPANY_NAME', text(0x3a16)],
  ['PR_TITLE', text(0x3a17)],
  ['PR_DEPARTMENT_NAME', text(0x3a18)],
  ['PR_OFFICE_LOCATION', text(0x3a19)],
  ['PR_PRIMARY_TELEPHONE_NUMBER', text(0x3a1a)],
  ['PR_BUSINESS2_TELEPHONE_NUMBER', text(0x3a1b)],
  ['PR_MOBILE_TELEPHONE_NUMBER', text(0x3a1c)],
  ['PR_RADIO_TELEPHONE_NUMBER', text(0x3a1d)],
  ['PR_CAR_TELEPHONE_NUMBER', text(0x3a1e)],
  ['PR_OTHER_TELEPHONE_NUMBER', text(0x3a1f)],
  ['PR_PAGER_TELEPHONE_NUMBER', text(0x3a21)],
  ['PR_PRIMARY_FAX_NUMBER', text(0x3a23)],
  ['PR_BUSINESS_FAX_NUMBER', text(0x3a24)],
  ['PR_HOME_FAX_NUMBER', text(0x3a25)],
  ['PR_COUNTRY', text(0x3a26)],
  ['PR_LOCALITY', text(0x3a27)],
  ['PR_STATE_OR_PROVINCE', text(0x3a28)],
  ['PR_STREET_ADDRESS', text(0x3a29)],
  ['PR_POSTAL_CODE', text(0x3a2a)],
  ['PR_POST_OFFICE_BOX', text(0x3a2b)],
  ['PR_TELEX_NUMBER', text(0x3a2c)],
  ['PR_ISDN_NUMBER', text(0x3a2d)],
  ['PR_ASSISTANT_TELEPHONE_NUMBER', text(0x3a2e)],
  ['PR_HOME2_TELEPHONE_NUMBER', text(0x3a2f)],
  ['PR_ASSISTANT', text(0x3a30)],
  ['PR_HOBBIES', text(0x3a43)],
  ['PR_MIDDLE_NAME', text(0x3a44)],
  ['PR_DISPLAY_NAME_PREFIX', text(0x3a45)],
  ['PR_PROFESSION', text(0x3a46)],
  ['PR_PREFERRED_BY_NAME', text(0x3a47)],
  ['PR_SPOUSE_NAME', text(0x3a48)],
  ['PR_COMPUTER_NETWORK_NAME', text(0x3a49)],
  ['PR_CUSTOMER_ID', text(0x3a4a)],
  ['PR_TTYTDD_PHONE_NUMBER', text(0x3a4b)],
  ['PR_FTP_SITE', text(0x3a4c)],
  ['PR_MANAGER_NAME', text(0x3a4e)],
  ['PR_NICKNAME', text(0x3a4f)],
  ['PR_PERSONAL_HOME_PAGE', text(0x3a50)],
  ['PR_BUSINESS_HOME_PAGE', text(0x3a51)],
  ['PR_COMPANY_MAIN_PHONE_NUMBER', text(0x3a57)],
  ['PR_HOME_ADDRESS_CITY', text(0x3a59)],
  ['PR_HOME_ADDRESS_COUNTRY', text(0x3a5a)],
  ['PR_HOME_ADDRESS_POSTAL_CODE', text(0x3a5b)],
  ['PR_HOME_ADDRESS_STATE_OR_PROVINCE', text(0x3a5c)],
  ['PR_HOME_ADDRESS_STREET', text(0x3a5d)],
  ['PR_HOME_ADDRESS_POST_OFFICE_BOX', text(0x3a5e)],
  ['PR_OTHER_ADDRESS_CITY', text(0x3a5f)],
  ['PR_OTHER_ADDRESS_COUNTRY', text(0x3a60)],
  ['PR_OTHER_ADDRESS_POSTAL_CODE', text(0x3a61)],
  ['PR_OTHER_ADDRESS_STATE_OR_PROVINCE', text(0x3a62)],
  ['PR_OTHER_ADDRESS_STREET', text(0x3a63)],
  ['PR_OTHER_ADDRESS_POST_OFFICE_BOX', text(0x3a64)],
  ['PR_USER_CERTIFICATE', bytes(0x3a22)],
  ['PR_WEDDING_ANNIVERSARY', time(0x3a41)],
  ['PR_BIRTHDAY', PR_BIRTHDAY],
  ['PR_GENDER', propTag(0x3a4d, PT_I2)],
  ['PR_CONTACT_ENTRYIDS', propTag(0x3a53, PT_MV_BINARY)],
  ['PR_CONTACT_ADDRTYPES', propTag(0x3a54, PT_MV_UNICODE)],
  ['PR_CONTACT_DEFAULT_ADDRESS_INDEX', long(0x3a55)],
  ['PR_CONTACT_EMAIL_ADDRESSES', PR_CONTACT_EMAIL_ADDRESSES],
  ['PR_CHILDRENS_NAMES', PR_CHILDRENS_NAMES],
  ['PR_USER_X509_CERTIFICATE', PR_USER_X509_CERTIFICATE],
];

const names: ReadonlyMap<number, string> = new Map(
  [MAIL_TAGS, RECIPIENT_MAIL_TAGS, ATTACHMENT_MAIL_TAGS, CONTACT_TAGS].flatMap((table) =>
    table.map(([name, tag]) => [tag >>> 0, name] as const),
  ),
);

/** A property for a reader, for example `PR_HTML (0x10130102)`. */
export function tagInWords(tag: number): string {
  const hex = `0x${(tag >>> 0).toString(16).toUpperCase().padStart(8, '0')}`;
  const name = names.get(tag >>> 0) ?? propTagName(tag);
  return name.startsWith('0x') ? name : `${name} (${hex})`;
}
