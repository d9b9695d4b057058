import { PROP_ID, type PropTag, PT_BINARY, PT_MV_UNICODE, PT_UNICODE, propTag } from '../../contract/property-types.js';

// The SDK's own state, kept as properties that clients do not see.

/** On the store object: message classes and the ids of their receive folders, in turn. */
export const PR_KIT_RECEIVE_FOLDERS: PropTag<readonly string[]> = propTag(0x67a0, PT_MV_UNICODE);
/** On the store object: the names of named properties; the first one has the id 0x8000. */
export const PR_KIT_PROPERTY_NAMES: PropTag<readonly string[]> = propTag(0x67a1, PT_MV_UNICODE);
/** On an entry of the outgoing queue: the id of the submitted message. */
export const PR_KIT_QUEUED_MESSAGE: PropTag<string> = propTag(0x67a2, PT_UNICODE);
/** On a folder: the tags and orders of its default sort order, in turn. */
export const PR_KIT_CONTENTS_SORT: PropTag<readonly string[]> = propTag(0x67a3, PT_MV_UNICODE);
/** On a search folder: what is searched for, and where. */
export const PR_KIT_SEARCH: PropTag<Uint8Array> = propTag(0x67a4, PT_BINARY);
/** On a search folder whose search was stopped: the ids of the messages that it had found. */
export const PR_KIT_SEARCH_FOUND: PropTag<readonly string[]> = propTag(0x67a5, PT_MV_UNICODE);

/** Tells whether a property is the SDK's own. */
export function isPrivateProperty(tag: number): boolean {
  const id = PROP_ID(tag);
  return id >= 0x67a0 && id <= 0x67af;
}
