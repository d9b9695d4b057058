import {
  PR_ADDRTYPE_W,
  PR_ATTACH_LONG_FILENAME_W,
  PR_ATTACH_METHOD,
  PR_BODY_W,
  PR_COMMENT_W,
  PR_DISPLAY_NAME_W,
  PR_EMAIL_ADDRESS_W,
  PR_IMPORTANCE,
  PR_MESSAGE_CLASS_W,
  PR_RECIPIENT_TYPE,
  PR_SENSITIVITY,
  PR_SUBJECT_W,
  type PropTag,
  PT_APPTIME,
  PT_BINARY,
  PT_BOOLEAN,
  PT_CLSID,
  PT_CURRENCY,
  PT_DOUBLE,
  PT_I2,
  PT_I8,
  PT_LONG,
  PT_MV_APPTIME,
  PT_MV_BINARY,
  PT_MV_CLSID,
  PT_MV_CURRENCY,
  PT_MV_DOUBLE,
  PT_MV_I2,
  PT_MV_I8,
  PT_MV_LONG,
  PT_MV_R4,
  PT_MV_STRING8,
  PT_MV_SYSTIME,
  PT_MV_UNICODE,
  PT_R4,
  PT_STRING8,
  PT_SYSTIME,
  PT_UNICODE,
  propTag,
} from '@mapi-kit/sdk';

// The harness's own properties lie in the range that MAPI leaves to the contents of message classes (0x6800 to 0x7BFF).

/** The name of the item that a message is. */
export const HARNESS_ITEM_TAG: PropTag<string> = propTag(0x6801, PT_UNICODE);
/** Present on a message whose read flag belongs to its state. */
export const HARNESS_TRACKS_READ: PropTag<boolean> = propTag(0x6802, PT_BOOLEAN);
/** A text on a folder. */
export const HARNESS_FOLDER_TEXT: PropTag<string> = propTag(0x6803, PT_UNICODE);
/** An empty text on a message. */
export const HARNESS_EMPTY_TEXT: PropTag<string> = propTag(0x6804, PT_UNICODE);
/** A number on a bulk message. */
export const HARNESS_BULK_NUMBER: PropTag<bigint> = propTag(0x6805, PT_I8);
/** The value in the provider's profile section. */
export const HARNESS_SETTING: PropTag<string> = propTag(0x6806, PT_UNICODE);
/** Not a property of any object: stands for the read flag in a digest. */
export const HARNESS_READ: PropTag<boolean> = propTag(0x6807, PT_BOOLEAN);
/** Not a property of any object: stands for MAPI_ASSOCIATED in a digest. */
export const HARNESS_ASSOCIATED: PropTag<boolean> = propTag(0x6808, PT_BOOLEAN);

/** The property types a client can set, each with the property that carries it, in the order of the ids. */
export const TYPED_TAGS: readonly PropTag[] = [
  PT_I2,
  PT_LONG,
  PT_R4,
  PT_DOUBLE,
  PT_CURRENCY,
  PT_APPTIME,
  PT_BOOLEAN,
  PT_I8,
  PT_STRING8,
  PT_UNICODE,
  PT_SYSTIME,
  PT_CLSID,
  PT_BINARY,
  PT_MV_I2,
  PT_MV_LONG,
  PT_MV_R4,
  PT_MV_DOUBLE,
  PT_MV_CURRENCY,
  PT_MV_APPTIME,
  PT_MV_I8,
  PT_MV_STRING8,
  PT_MV_UNICODE,
  PT_MV_SYSTIME,
  PT_MV_CLSID,
  PT_MV_BINARY,
].map((type, index): PropTag => propTag(0x6810 + index, type));

/** Every property that the workload sets on a message, its body aside: what a read-back asks for. */
export const MESSAGE_TAGS: readonly PropTag[] = [
  PR_SUBJECT_W,
  PR_MESSAGE_CLASS_W,
  PR_IMPORTANCE,
  PR_SENSITIVITY,
  HARNESS_ITEM_TAG,
  HARNESS_TRACKS_READ,
  HARNESS_EMPTY_TEXT,
  HARNESS_BULK_NUMBER,
  ...TYPED_TAGS,
];

/** The properties of a bulk message: few enough to be read from a contents table. */
export const BULK_TAGS: readonly PropTag[] = [
  HARNESS_ITEM_TAG,
  PR_SUBJECT_W,
  PR_MESSAGE_CLASS_W,
  PR_IMPORTANCE,
  HARNESS_BULK_NUMBER,
  PR_BODY_W,
];

/** Every property that belongs to the state of a folder. */
export const FOLDER_TAGS: readonly PropTag[] = [PR_DISPLAY_NAME_W, PR_COMMENT_W, HARNESS_FOLDER_TEXT];

/** Every property that belongs to the state of a recipient. */
export const RECIPIENT_TAGS: readonly PropTag[] = [
  PR_RECIPIENT_TYPE,
  PR_DISPLAY_NAME_W,
  PR_ADDRTYPE_W,
  PR_EMAIL_ADDRESS_W,
];

/** Every property that belongs to the state of an attachment, its bytes aside. */
export const ATTACHMENT_TAGS: readonly PropTag[] = [PR_ATTACH_METHOD, PR_ATTACH_LONG_FILENAME_W];
