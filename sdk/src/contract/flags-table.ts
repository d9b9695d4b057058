// Subscribe, Notify and the callback of an advise sink

/** Deliver before the call returns. */
export const NOTIFY_SYNC: number = 0x40000000;
/** A callback stopped the delivery. */
export const NOTIFY_CANCELED: number = 0x80000000;
/** Stop the delivery. */
export const CALLBACK_DISCONTINUE: number = 0x80000000;

// The events to advise of

/** Something failed so badly that the session is at risk. */
export const fnevCriticalError: number = 0x1;
/** A message has arrived. */
export const fnevNewMail: number = 0x2;
/** An object was made. */
export const fnevObjectCreated: number = 0x4;
/** An object was deleted. */
export const fnevObjectDeleted: number = 0x8;
/** An object was changed. */
export const fnevObjectModified: number = 0x10;
/** An object was moved. */
export const fnevObjectMoved: number = 0x20;
/** An object was copied. */
export const fnevObjectCopied: number = 0x40;
/** A search has come to its end. */
export const fnevSearchComplete: number = 0x80;
/** A table has changed. */
export const fnevTableModified: number = 0x100;
/** A status object was changed. */
export const fnevStatusObjectModified: number = 0x200;
/** For MAPI's own use. */
export const fnevReservedForMapi: number = 0x40000000;
/** An event that the provider defines. */
export const fnevExtended: number = 0x80000000;

// What happened to a table

/** Something, perhaps everything, is different. */
export const TABLE_CHANGED: number = 1;
/** An operation failed. */
export const TABLE_ERROR: number = 2;
/** A row came. */
export const TABLE_ROW_ADDED: number = 3;
/** A row went. */
export const TABLE_ROW_DELETED: number = 4;
/** A row changed. */
export const TABLE_ROW_MODIFIED: number = 5;
/** Sorting has come to its end. */
export const TABLE_SORT_DONE: number = 6;
/** Restricting has come to its end. */
export const TABLE_RESTRICT_DONE: number = 7;
/** Setting the columns has come to its end. */
export const TABLE_SETCOL_DONE: number = 8;
/** The table has to be read anew. */
export const TABLE_RELOAD: number = 9;

// IMAPITable

/** QueryColumns: list all columns that there could be. */
export const TBL_ALL_COLUMNS: number = 0x1;
/** SetColumns, Restrict, SortTable: the work may go on after the call. */
export const TBL_ASYNC: number = 0x1;
/** SetColumns, Restrict, SortTable: the work may wait until rows are needed. */
export const TBL_BATCH: number = 0x2;
/** QueryRows: leave the current position where it is. */
export const TBL_NOADVANCE: number = 0x1;
/** FindRow: search towards the beginning. */
export const DIR_BACKWARD: number = 0x1;
/** The first row. */
export const BOOKMARK_BEGINNING: number = 0;
/** The current row. */
export const BOOKMARK_CURRENT: number = 1;
/** Behind the last row. */
export const BOOKMARK_END: number = 2;
/** The smallest value first. */
export const TABLE_SORT_ASCEND: number = 0;
/** The greatest value first. */
export const TABLE_SORT_DESCEND: number = 1;

/** PR_ROW_TYPE: a row of what the table is about. */
export const TBL_LEAF_ROW: number = 1;
/** PR_ROW_TYPE: the heading of a category without rows. */
export const TBL_EMPTY_CATEGORY: number = 2;
/** PR_ROW_TYPE: the heading of a category whose rows are shown. */
export const TBL_EXPANDED_CATEGORY: number = 3;
/** PR_ROW_TYPE: the heading of a category whose rows are not shown. */
export const TBL_COLLAPSED_CATEGORY: number = 4;

// The status and type of a table

/** Nothing is going on. */
export const TBLSTAT_COMPLETE: number = 0;
/** The rows are no longer those that were there. */
export const TBLSTAT_QCHANGED: number = 7;
/** The table is being sorted. */
export const TBLSTAT_SORTING: number = 9;
/** Sorting failed. */
export const TBLSTAT_SORT_ERROR: number = 0xa;
/** The columns are being set. */
export const TBLSTAT_SETTING_COLS: number = 0xb;
/** Setting the columns failed. */
export const TBLSTAT_SETCOL_ERROR: number = 0xd;
/** The table is being restricted. */
export const TBLSTAT_RESTRICTING: number = 0xe;
/** Restricting failed. */
export const TBLSTAT_RESTRICT_ERROR: number = 0xf;
/** The table never changes. */
export const TBLTYPE_SNAPSHOT: number = 0;
/** The rows stay, their values may change. */
export const TBLTYPE_KEYSET: number = 1;
/** Rows and values may change. */
export const TBLTYPE_DYNAMIC: number = 2;

// The kinds of restriction

/** All of several. */
export const RES_AND: number = 0;
/** Any of several. */
export const RES_OR: number = 1;
/** The opposite of another one. */
export const RES_NOT: number = 2;
/** A string or bytes are found in the property. */
export const RES_CONTENT: number = 3;
/** The property compares with a value. */
export const RES_PROPERTY: number = 4;
/** The property compares with another property. */
export const RES_COMPAREPROPS: number = 5;
/** Bits of the property are set or not. */
export const RES_BITMASK: number = 6;
/** The property's size compares with a number. */
export const RES_SIZE: number = 7;
/** The property is there. */
export const RES_EXIST: number = 8;
/** A recipient or an attachment satisfies another one. */
export const RES_SUBRESTRICTION: number = 9;
/** Another one, with properties attached to it. */
export const RES_COMMENT: number = 0xa;

// How a restriction compares

/** Less than. */
export const RELOP_LT: number = 0;
/** Less than or equal. */
export const RELOP_LE: number = 1;
/** Greater than. */
export const RELOP_GT: number = 2;
/** Greater than or equal. */
export const RELOP_GE: number = 3;
/** Equal. */
export const RELOP_EQ: number = 4;
/** Not equal. */
export const RELOP_NE: number = 5;
/** Matches a regular expression. */
export const RELOP_RE: number = 6;
/** None of the bits is set. */
export const BMR_EQZ: number = 0;
/** Some of the bits are set. */
export const BMR_NEZ: number = 1;

// How RES_CONTENT looks for its string

/** The whole value is equal. */
export const FL_FULLSTRING: number = 0;
/** The value contains it. */
export const FL_SUBSTRING: number = 1;
/** The value begins with it. */
export const FL_PREFIX: number = 2;
/** Upper and lower case are the same. */
export const FL_IGNORECASE: number = 0x10000;
/** Accents make no difference. */
export const FL_IGNORENONSPACE: number = 0x20000;
/** Make as little difference as the provider can. */
export const FL_LOOSE: number = 0x40000;
