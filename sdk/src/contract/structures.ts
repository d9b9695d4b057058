import type { Guid } from '../com/guid.js';
import type { HRESULT } from '../com/hresult.js';
import type { IUnknown } from '../com/iunknown.js';
import type { PropTag, SPropValue } from './property-types.js';

/**
 * An entry identifier: four flag bytes, the 16 bytes of the provider's MAPIUID, then the provider's own data.
 *
 * Not comparable byte by byte: use CompareEntryIDs.
 *
 * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/entryid
 */
export type ENTRYID = Uint8Array;

/** A 16-byte unique identifier in the form of a GUID. */
export type MAPIUID = Guid;

/** The tags of a request, in order; what C carries as SPropTagArray. */
export type SPropTagArray = readonly PropTag[];

/** The properties of one row, recipient or object. */
export type SPropValueArray = readonly SPropValue[];

/** One row of a table: its columns in the order of SetColumns. */
export type SRow = SPropValueArray;

/** Rows of a table. */
export type SRowSet = readonly SRow[];

/** One recipient: its properties. */
export type ADRENTRY = SPropValueArray;

/** A list of recipients. */
export type ADRLIST = readonly ADRENTRY[];

/** Entry ids of several objects. */
export type ENTRYLIST = readonly ENTRYID[];

/** Why one property of a SetProps, DeleteProps or CopyTo call was not processed. */
export interface SPropProblem {
  /** Index into the caller's list. */
  readonly index: number;
  /** The property (`ulPropTag`). */
  readonly tag: PropTag;
  /** Why it was not processed. */
  readonly scode: HRESULT;
}

/** The problems of one call; empty when everything went well. */
export type SPropProblemArray = readonly SPropProblem[];

/** The name of a named property. */
export type MAPINAMEID =
  | { readonly guid: Guid; readonly kind: 0; readonly id: number }
  | { readonly guid: Guid; readonly kind: 1; readonly name: string };

/** Details of an error, as GetLastError gives them. */
export interface MAPIERROR {
  /** What went wrong, for a user (`lpszError`). */
  readonly error: string;
  /** What reports it (`lpszComponent`). */
  readonly component: string;
  /** The code of the layer below (`ulLowLevelError`); 0 for none. */
  readonly lowLevelError: number;
  /** Where in the component it arose (`ulContext`). */
  readonly context: number;
}

/** A sort order of a table. */
export interface SSortOrderSet {
  /** The columns to sort by, the first first; 0 is TABLE_SORT_ASCEND, 1 TABLE_SORT_DESCEND. */
  readonly sorts: readonly { readonly tag: PropTag; readonly order: 0 | 1 }[];
  /** So many of the first columns are categories, whose rows come below headings: cCategories, 0 unless given. */
  readonly categories?: number;
  /** The headings of so many levels are expanded at first: cExpanded, 0 unless given. */
  readonly expanded?: number;
}

/** A restriction: which rows a table shows. Discriminated by `rt`, one of the RES_ constants. */
export type SRestriction =
  | { readonly rt: 0 | 1; readonly restrictions: readonly SRestriction[] }
  | { readonly rt: 2; readonly restriction: SRestriction }
  | { readonly rt: 3; readonly fuzzyLevel: number; readonly tag: PropTag; readonly prop: SPropValue }
  | { readonly rt: 4; readonly relop: number; readonly tag: PropTag; readonly prop: SPropValue }
  | { readonly rt: 5; readonly relop: number; readonly tag1: PropTag; readonly tag2: PropTag }
  | { readonly rt: 6; readonly relBMR: number; readonly tag: PropTag; readonly mask: number }
  | { readonly rt: 7; readonly relop: number; readonly tag: PropTag; readonly size: number }
  | { readonly rt: 8; readonly tag: PropTag }
  | { readonly rt: 9; readonly subobject: PropTag; readonly restriction: SRestriction }
  | { readonly rt: 10; readonly props: SPropValueArray; readonly restriction: SRestriction | null };

/** What an open call gives: the object, and its type (MAPI_STORE, MAPI_FOLDER, MAPI_MESSAGE, …). */
export interface OpenedEntry {
  /** MAPI_STORE, MAPI_FOLDER, MAPI_MESSAGE, … */
  readonly objectType: number;
  /** The object, with a reference for the caller. */
  readonly unknown: IUnknown;
}

/** A notification, as an advise sink receives it. */
export interface NOTIFICATION {
  /** One of the fnev… constants. */
  readonly eventType: number;
  /** The object that it is about. */
  readonly entryId?: ENTRYID | undefined;
  /** The object above that one. */
  readonly parentId?: ENTRYID | undefined;
  /** MAPI_STORE, MAPI_FOLDER, MAPI_MESSAGE, … */
  readonly objectType?: number | undefined;
  /** For fnevCriticalError: the error (`scode`). */
  readonly scode?: HRESULT | undefined;
  /** For fnevTableModified: one of the TABLE_… constants. */
  readonly tableEvent?: number | undefined;
  /** For fnevTableModified: the row. */
  readonly row?: SRow | undefined;
  /** For fnevExtended. */
  readonly event?: number | undefined;
  /** For fnevExtended: what comes with the event. */
  readonly eventParameters?: Uint8Array | undefined;
  /** For fnevNewMail: the class of the message. */
  readonly messageClass?: string | undefined;
}

/** The key under which notifications are sent and received through the support object. */
export type NOTIFKEY = Uint8Array;
