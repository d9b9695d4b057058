/** The ids of the objects that every store has from its first opening on. */
export const STORE_ID = 'store';
/** The root of all folders, which clients do not show. */
export const ROOT_ID = 'root';
/** The folder at the top of what clients show. */
export const IPM_SUBTREE_ID = 'ipm-subtree';
/** Where incoming messages go. */
export const INBOX_ID = 'inbox';
/** Where outgoing messages wait. */
export const OUTBOX_ID = 'outbox';
/** Where copies of sent messages go. */
export const SENT_ITEMS_ID = 'sent-items';
/** Where deleted items wait for their end. */
export const DELETED_ITEMS_ID = 'deleted-items';
/** Where clients put search folders; it is not below the top of what they show. */
export const FINDER_ID = 'finder';

/** A folder that the SDK creates when the store is opened for the first time. */
export interface StandardFolder {
  readonly id: string;
  readonly parent: string;
  readonly name: string;
}

/** The folders in the order in which they are created: a folder after the one it is in. */
export const standardFolders: readonly StandardFolder[] = [
  { id: ROOT_ID, parent: STORE_ID, name: 'Root' },
  { id: IPM_SUBTREE_ID, parent: ROOT_ID, name: 'Top of Information Store' },
  { id: INBOX_ID, parent: IPM_SUBTREE_ID, name: 'Inbox' },
  { id: OUTBOX_ID, parent: IPM_SUBTREE_ID, name: 'Outbox' },
  { id: SENT_ITEMS_ID, parent: IPM_SUBTREE_ID, name: 'Sent Items' },
  { id: DELETED_ITEMS_ID, parent: IPM_SUBTREE_ID, name: 'Deleted Items' },
  { id: FINDER_ID, parent: ROOT_ID, name: 'Finder' },
];

const ids: ReadonlySet<string> = new Set(standardFolders.map((folder) => folder.id));

/** Tells whether a folder is one of those that can be neither deleted nor moved. */
export function isStandardFolder(id: string): boolean {
  return ids.has(id);
}
