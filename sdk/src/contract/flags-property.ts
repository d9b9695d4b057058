// OpenEntry, OpenProperty, OpenProfileSection and the other calls that open something

/** Open for writing. */
export const MAPI_MODIFY: number = 0x1;
/** Make it when it is not there. */
export const MAPI_CREATE: number = 0x2;
/** Start writing at the end of the stream. */
export const STREAM_APPEND: number = 0x4;
/** The call may succeed now and report its failure later. */
export const MAPI_DEFERRED_ERRORS: number = 0x8;
/** Open with as much access as the caller may have. */
export const MAPI_BEST_ACCESS: number = 0x10;
/** Go to the server, past any local copy. */
export const MAPI_NO_CACHE: number = 0x200;

// PR_ACCESS

/** The object can be changed. */
export const MAPI_ACCESS_MODIFY: number = 0x1;
/** The object can be read. */
export const MAPI_ACCESS_READ: number = 0x2;
/** The object can be deleted. */
export const MAPI_ACCESS_DELETE: number = 0x4;
/** Folders can be made in it. */
export const MAPI_ACCESS_CREATE_HIERARCHY: number = 0x8;
/** Messages can be made in it. */
export const MAPI_ACCESS_CREATE_CONTENTS: number = 0x10;
/** Hidden messages can be made in it. */
export const MAPI_ACCESS_CREATE_ASSOCIATED: number = 0x20;

// IMAPIProp::SaveChanges, which also takes MAPI_DEFERRED_ERRORS

/** Keep the object open for reading. */
export const KEEP_OPEN_READONLY: number = 0x1;
/** Keep the object open for reading and writing. */
export const KEEP_OPEN_READWRITE: number = 0x2;
/** Save although another writer saved first. */
export const FORCE_SAVE: number = 0x4;
/** Let the junk filter look at the message. */
export const SPAMFILTER_ONSAVE: number = 0x80;
/** Let rules and the junk filter process the message. */
export const ITEMPROC_FORCE: number = 0x800;
/** The message did not come from an Exchange transport. */
export const NON_EMS_XP_SAVE: number = 0x1000;

// IMAPIProp::CopyTo and CopyProps

/** Remove what has been copied from the source. */
export const MAPI_MOVE: number = 0x1;
/** Leave what the destination already has. */
export const MAPI_NOREPLACE: number = 0x2;
/** The provider may leave the copying to MAPI. */
export const MAPI_DECLINE_OK: number = 0x4;
/** Show how far the work has come. */
export const MAPI_DIALOG: number = 0x8;

// IMAPIProp::GetNamesFromIDs

/** Leave out the names that are strings. */
export const MAPI_NO_STRINGS: number = 0x1;
/** Leave out the names that are numbers. */
export const MAPI_NO_IDS: number = 0x2;

// The kind of a property name

/** The name is a number. */
export const MNID_ID: number = 0;
/** The name is a string. */
export const MNID_STRING: number = 1;
