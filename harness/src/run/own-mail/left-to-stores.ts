// Properties that a message of a file has and no client sets in another store: stores make them, and each its own.

/** Of messages, also of embedded ones. */
const OF_MESSAGES: ReadonlySet<number> = new Set([
  // PR_DISPLAY_BCC, PR_DISPLAY_CC, PR_DISPLAY_TO, PR_PARENT_DISPLAY, PR_MESSAGE_FLAGS, PR_MESSAGE_SIZE, PR_PARENT_ENTRYID
  0x0e02,
  0x0e03, 0x0e04, 0x0e05, 0x0e07, 0x0e08, 0x0e09,
  // PR_MESSAGE_RECIPIENTS, PR_MESSAGE_ATTACHMENTS, PR_SUBMIT_FLAGS, PR_MESSAGE_STATUS, PR_HASATTACH, PR_NORMALIZED_SUBJECT
  0x0e12,
  0x0e13, 0x0e14, 0x0e17, 0x0e1b, 0x0e1d,
  // PR_INTERNET_ARTICLE_NUMBER, PR_PRIMARY_SEND_ACCOUNT and its like are set by clients; PR_ACCESS, PR_INSTANCE_KEY are not.
  0x0e23,
  0x0ff4, 0x0ff6, 0x0ff7,
  // PR_MAPPING_SIGNATURE, PR_RECORD_KEY, PR_STORE_RECORD_KEY, PR_STORE_ENTRYID, PR_OBJECT_TYPE, PR_ENTRYID
  0x0ff8, 0x0ff9, 0x0ffa, 0x0ffb, 0x0ffe, 0x0fff,
  // PR_ROWID, PR_CREATION_TIME, PR_LAST_MODIFICATION_TIME, PR_STORE_SUPPORT_MASK
  0x3000, 0x3007, 0x3008, 0x340d,
  // PR_SOURCE_KEY, PR_PARENT_SOURCE_KEY, PR_CHANGE_KEY, PR_PREDECESSOR_CHANGE_LIST
  0x65e0, 0x65e1, 0x65e2, 0x65e3,
  // PR_FID, PR_MID, PR_INST_ID, PR_CHANGE_NUM, PR_LOCAL_COMMIT_TIME
  0x6748, 0x674a, 0x674e, 0x67a4, 0x6709,
  // By which the harness knows its messages.
  0x6801, 0x6802,
]);

/** Of attachments. */
const OF_ATTACHMENTS: ReadonlySet<number> = new Set([
  // PR_ATTACH_SIZE, PR_ATTACH_NUM
  0x0e20, 0x0e21, 0x0ff4, 0x0ff6, 0x0ff7, 0x0ff8, 0x0ff9, 0x0ffa, 0x0ffb, 0x0ffe, 0x3000, 0x3007, 0x3008, 0x340d,
]);

/** Of recipients: rows have numbers of their own. */
const OF_RECIPIENTS: ReadonlySet<number> = new Set([0x0ff6, 0x0ff8, 0x3000]);

/** What a property belongs to. */
export type OwnerKind = 'message' | 'attachment' | 'recipient';

/**
 * Whether a property is the own affair of each store.
 *
 * @param owner - what it belongs to
 * @param id - of the property
 */
export function isLeftToStores(owner: OwnerKind, id: number): boolean {
  const ids = { message: OF_MESSAGES, attachment: OF_ATTACHMENTS, recipient: OF_RECIPIENTS }[owner];
  return ids.has(id);
}
