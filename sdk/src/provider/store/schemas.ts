import {
  FOLDER_FINDER_VALID,
  FOLDER_IPM_INBOX_VALID,
  FOLDER_IPM_OUTBOX_VALID,
  FOLDER_IPM_SENTMAIL_VALID,
  FOLDER_IPM_SUBTREE_VALID,
  FOLDER_IPM_WASTEBASKET_VALID,
  FOLDER_SEARCH,
  MAPI_ACCESS_CREATE_ASSOCIATED,
  MAPI_ACCESS_CREATE_CONTENTS,
  MAPI_ACCESS_CREATE_HIERARCHY,
  MAPI_ACCESS_DELETE,
  MAPI_ACCESS_MODIFY,
  MAPI_ACCESS_READ,
  MAPI_ATTACH,
  MAPI_FOLDER,
  MAPI_MESSAGE,
  MAPI_MODIFY,
  MAPI_STORE,
  MSGFLAG_HASATTACH,
  STORE_ATTACH_OK,
  STORE_CATEGORIZE_OK,
  STORE_CREATE_OK,
  STORE_ENTRYID_UNIQUE,
  STORE_HAS_SEARCHES,
  STORE_MODIFY_OK,
  STORE_MV_PROPS_OK,
  STORE_NOTIFY_OK,
  STORE_RESTRICTION_OK,
  STORE_SEARCH_OK,
  STORE_SORT_OK,
  STORE_SUBMIT_OK,
  STORE_UNICODE_OK,
  SUBMITFLAG_LOCKED,
} from '../../contract/flags.js';
import {
  PR_ACCESS,
  PR_ACCESS_LEVEL,
  PR_ASSOC_CONTENT_COUNT,
  PR_ATTACH_DATA_OBJ,
  PR_ATTACH_NUM,
  PR_ATTACH_SIZE,
  PR_CHANGE_KEY,
  PR_CONTAINER_CONTENTS,
  PR_CONTAINER_HIERARCHY,
  PR_CONTENT_COUNT,
  PR_CONTENT_UNREAD,
  PR_CREATION_TIME,
  PR_DISPLAY_BCC_W,
  PR_DISPLAY_CC_W,
  PR_DISPLAY_TO_W,
  PR_ENTRYID,
  PR_FINDER_ENTRYID,
  PR_FOLDER_TYPE,
  PR_HASATTACH,
  PR_INSTANCE_KEY,
  PR_IPM_OUTBOX_ENTRYID,
  PR_IPM_SENTMAIL_ENTRYID,
  PR_IPM_SUBTREE_ENTRYID,
  PR_IPM_WASTEBASKET_ENTRYID,
  PR_LAST_MODIFICATION_TIME,
  PR_MAPPING_SIGNATURE,
  PR_MDB_PROVIDER,
  PR_MESSAGE_ATTACHMENTS,
  PR_MESSAGE_FLAGS,
  PR_MESSAGE_RECIPIENTS,
  PR_MESSAGE_SIZE,
  PR_MSG_STATUS,
  PR_NORMALIZED_SUBJECT_W,
  PR_OBJECT_TYPE,
  PR_PARENT_ENTRYID,
  PR_PREDECESSOR_CHANGE_LIST,
  PR_PROVIDER_DISPLAY_W,
  PR_RECORD_KEY,
  PR_SEARCH_KEY,
  PR_SOURCE_KEY,
  PR_STORE_ENTRYID,
  PR_STORE_RECORD_KEY,
  PR_STORE_STATE,
  PR_STORE_SUPPORT_MASK,
  PR_SUBFOLDERS,
  PR_SUBJECT_PREFIX_W,
  PR_SUBMIT_FLAGS,
  PR_VALID_FOLDER_MASK,
} from '../../contract/property-tags.js';
import { type ObjectFacts, ObjectSchema } from '../objects/object-schema.js';
import type { PropertyBag } from '../objects/property-bag.js';
import {
  DELETED_ITEMS_ID,
  FINDER_ID,
  IPM_SUBTREE_ID,
  isStandardFolder,
  OUTBOX_ID,
  ROOT_ID,
  SENT_ITEMS_ID,
  STORE_ID,
} from './standard-folders.js';
import type { MessageCounts, StoreCore } from './store-core.js';
import { normalizedSubject, subjectPrefix } from './subject.js';
import { changeKey, predecessorChangeList, sourceKey } from './sync-keys.js';

const storeSupportMask: number =
  STORE_ENTRYID_UNIQUE |
  STORE_MODIFY_OK |
  STORE_CREATE_OK |
  STORE_ATTACH_OK |
  STORE_SUBMIT_OK |
  STORE_NOTIFY_OK |
  STORE_MV_PROPS_OK |
  STORE_RESTRICTION_OK |
  STORE_SEARCH_OK |
  STORE_CATEGORIZE_OK |
  STORE_SORT_OK |
  STORE_UNICODE_OK;

const anyObject: ObjectSchema<StoreCore> = new ObjectSchema<StoreCore>()
  .computed(PR_STORE_ENTRYID, ({ core }) => core.wrappedEntryId)
  .computed(PR_STORE_RECORD_KEY, ({ core }) => core.storeId)
  .computed(PR_STORE_SUPPORT_MASK, () => storeSupportMask)
  .computed(PR_MAPPING_SIGNATURE, ({ core }) => core.storeId)
  .computed(PR_ACCESS_LEVEL, ({ writable }) => (writable ? MAPI_MODIFY : 0));

const storedObject: ObjectSchema<StoreCore> = new ObjectSchema<StoreCore>(anyObject)
  .computed(PR_ENTRYID, ({ core, id }) => (id === null ? undefined : core.entryId(id)))
  .computed(PR_RECORD_KEY, ({ core, id }) => (id === null ? undefined : core.recordKey(id)))
  .computed(PR_INSTANCE_KEY, ({ core, id }) => (id === null ? undefined : core.recordKey(id)))
  .computed(PR_PARENT_ENTRYID, parentEntryId)
  .computed(
    PR_SEARCH_KEY,
    ({ core, id, bag }) => bag.value(PR_SEARCH_KEY) ?? (id === null ? undefined : core.recordKey(id)),
  )
  .derived(PR_SOURCE_KEY, sourceKey)
  .derived(PR_CHANGE_KEY, changeKey)
  .derived(PR_PREDECESSOR_CHANGE_LIST, predecessorChangeList)
  .readOnly(PR_CREATION_TIME, PR_LAST_MODIFICATION_TIME);

/** The store object. */
export const storeSchema: ObjectSchema<StoreCore> = new ObjectSchema<StoreCore>(anyObject)
  .readOnly(PR_CREATION_TIME, PR_LAST_MODIFICATION_TIME)
  .computed(PR_ENTRYID, ({ core }) => core.wrappedEntryId)
  .computed(PR_RECORD_KEY, ({ core }) => core.storeId)
  .computed(PR_OBJECT_TYPE, () => MAPI_STORE)
  .computed(PR_ACCESS, () => MAPI_ACCESS_MODIFY | MAPI_ACCESS_READ)
  .computed(PR_MDB_PROVIDER, ({ core }) => core.providerUid)
  .computed(PR_PROVIDER_DISPLAY_W, ({ core }) => core.definition.displayName)
  .computed(PR_STORE_STATE, ({ core }) => (core.searches.areRunning() ? STORE_HAS_SEARCHES : 0))
  .computed(
    PR_VALID_FOLDER_MASK,
    () =>
      FOLDER_IPM_SUBTREE_VALID |
      FOLDER_IPM_INBOX_VALID |
      FOLDER_IPM_OUTBOX_VALID |
      FOLDER_IPM_WASTEBASKET_VALID |
      FOLDER_IPM_SENTMAIL_VALID |
      FOLDER_FINDER_VALID,
  )
  .computed(PR_IPM_SUBTREE_ENTRYID, ({ core }) => core.entryId(IPM_SUBTREE_ID))
  .computed(PR_IPM_OUTBOX_ENTRYID, ({ core }) => core.entryId(OUTBOX_ID))
  .computed(PR_IPM_WASTEBASKET_ENTRYID, ({ core }) => core.entryId(DELETED_ITEMS_ID))
  .computed(PR_IPM_SENTMAIL_ENTRYID, ({ core }) => core.entryId(SENT_ITEMS_ID))
  .computed(PR_FINDER_ENTRYID, ({ core }) => core.entryId(FINDER_ID));

const creating: number = MAPI_ACCESS_CREATE_HIERARCHY | MAPI_ACCESS_CREATE_CONTENTS | MAPI_ACCESS_CREATE_ASSOCIATED;

/** Folders. */
export const folderSchema: ObjectSchema<StoreCore> = new ObjectSchema<StoreCore>(storedObject)
  .computed(PR_OBJECT_TYPE, () => MAPI_FOLDER)
  .computed(PR_ACCESS, ({ id, bag }) => {
    const access = MAPI_ACCESS_MODIFY | MAPI_ACCESS_READ | (isSearch(bag) ? 0 : creating);
    return isStandardFolder(id ?? '') ? access : access | MAPI_ACCESS_DELETE;
  })
  .computed(PR_CONTENT_COUNT, (facts) => countsOf(facts).messages)
  .computed(PR_CONTENT_UNREAD, (facts) => countsOf(facts).unread)
  .computed(PR_ASSOC_CONTENT_COUNT, (facts) => countsOf(facts).associated)
  .computed(PR_SUBFOLDERS, ({ core, id }) => core.folders(id ?? '').length > 0)
  .readOnly(PR_FOLDER_TYPE)
  .objects(PR_CONTAINER_HIERARCHY, PR_CONTAINER_CONTENTS);

const messageAccess: number = MAPI_ACCESS_MODIFY | MAPI_ACCESS_READ | MAPI_ACCESS_DELETE;

/** Messages in folders and in attachments. */
export const messageSchema: ObjectSchema<StoreCore> = new ObjectSchema<StoreCore>(storedObject)
  .computed(PR_OBJECT_TYPE, () => MAPI_MESSAGE)
  .computed(PR_ACCESS, () => messageAccess)
  .computed(PR_HASATTACH, ({ bag }) => ((bag.value(PR_MESSAGE_FLAGS) ?? 0) & MSGFLAG_HASATTACH) !== 0)
  .derived(PR_SUBJECT_PREFIX_W, ({ bag }) => subjectPrefix(bag))
  .computed(PR_NORMALIZED_SUBJECT_W, ({ bag }) => normalizedSubject(bag))
  .computed(PR_SUBMIT_FLAGS, ({ core, id, bag }) => {
    const stored = bag.value(PR_SUBMIT_FLAGS);
    return id !== null && core.queue.isLocked(id) ? (stored ?? 0) | SUBMITFLAG_LOCKED : stored;
  })
  .readOnly(PR_MESSAGE_SIZE, PR_MSG_STATUS, PR_DISPLAY_TO_W, PR_DISPLAY_CC_W, PR_DISPLAY_BCC_W)
  .objects(PR_MESSAGE_RECIPIENTS, PR_MESSAGE_ATTACHMENTS);

/** Attachments. Their times are those of the file: a client sets them. */
export const attachmentSchema: ObjectSchema<StoreCore> = new ObjectSchema<StoreCore>(anyObject)
  .computed(PR_OBJECT_TYPE, () => MAPI_ATTACH)
  .readOnly(PR_ATTACH_NUM, PR_ATTACH_SIZE, PR_RECORD_KEY);

/** Attachments that are messages. */
export const embeddedAttachmentSchema: ObjectSchema<StoreCore> = new ObjectSchema<StoreCore>(attachmentSchema).objects(
  PR_ATTACH_DATA_OBJ,
);

function isSearch(bag: PropertyBag): boolean {
  return bag.value(PR_FOLDER_TYPE) === FOLDER_SEARCH;
}

function countsOf({ core, id, bag }: ObjectFacts<StoreCore>): MessageCounts {
  return isSearch(bag) ? core.searchCounts(id ?? '') : core.counts(id ?? '');
}

function parentEntryId({ core, id, parent }: ObjectFacts<StoreCore>): Uint8Array | undefined {
  if (id === null || parent === null) return undefined;
  // The root folder is its own parent, by convention.
  return core.entryId(parent === STORE_ID ? ROOT_ID : parent);
}
