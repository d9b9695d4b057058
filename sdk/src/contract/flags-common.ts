// Any call that carries strings

/** Strings are in Unicode. */
export const MAPI_UNICODE: number = 0x80000000;

// PR_OBJECT_TYPE

/** A message store. */
export const MAPI_STORE: number = 1;
/** The address book. */
export const MAPI_ADDRBOOK: number = 2;
/** A folder. */
export const MAPI_FOLDER: number = 3;
/** An address-book container. */
export const MAPI_ABCONT: number = 4;
/** A message. */
export const MAPI_MESSAGE: number = 5;
/** A messaging user. */
export const MAPI_MAILUSER: number = 6;
/** An attachment. */
export const MAPI_ATTACH: number = 7;
/** A distribution list. */
export const MAPI_DISTLIST: number = 8;
/** A profile section. */
export const MAPI_PROFSECT: number = 9;
/** A status object. */
export const MAPI_STATUS: number = 0xa;
/** A session. */
export const MAPI_SESSION: number = 0xb;

// The first byte of an entry id

/** The entry id holds for a limited time. */
export const MAPI_SHORTTERM: number = 0x80;
/** The entry id cannot be a recipient. */
export const MAPI_NOTRECIP: number = 0x40;
/** The entry id holds in this session only. */
export const MAPI_THISSESSION: number = 0x20;
/** The entry id holds at this moment only. */
export const MAPI_NOW: number = 0x10;
/** A bit of short-term entry ids without a further meaning. */
export const MAPI_NOTRESERVED: number = 0x08;

// The second byte of an entry id

/** The entry id contains another one. */
export const MAPI_COMPOUND: number = 0x80;

// The flags inside a one-off entry id

/** The recipient cannot handle formatted text. */
export const MAPI_ONE_OFF_NO_RICH_INFO: number = 0x1;
/** The name and address inside are in Unicode. */
export const MAPI_ONE_OFF_UNICODE: number = 0x8000;
