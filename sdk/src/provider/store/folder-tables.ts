import { CONVENIENT_DEPTH, MAPI_ASSOCIATED } from '../../contract/flags.js';
import {
  PR_COMMENT_W,
  PR_CONTENT_COUNT,
  PR_CONTENT_UNREAD,
  PR_DEPTH,
  PR_DISPLAY_NAME_W,
  PR_DISPLAY_TO_W,
  PR_ENTRYID,
  PR_FOLDER_TYPE,
  PR_HASATTACH,
  PR_INSTANCE_KEY,
  PR_LAST_MODIFICATION_TIME,
  PR_MESSAGE_ATTACHMENTS,
  PR_MESSAGE_CLASS_W,
  PR_MESSAGE_DELIVERY_TIME,
  PR_MESSAGE_FLAGS,
  PR_MESSAGE_RECIPIENTS,
  PR_MESSAGE_SIZE,
  PR_MSG_STATUS,
  PR_NORMALIZED_SUBJECT_W,
  PR_OBJECT_TYPE,
  PR_PARENT_ENTRYID,
  PR_RECORD_KEY,
  PR_SENDER_NAME_W,
  PR_SUBFOLDERS,
  PR_SUBJECT_W,
} from '../../contract/property-tags.js';
import { findValue, PROP_ID, type SPropValue } from '../../contract/property-types.js';
import type { SPropTagArray, SSortOrderSet } from '../../contract/structures.js';
import type { Subobjects } from '../../tables/subobjects.js';
import { PR_KIT_CONTENTS_SORT } from '../objects/private-properties.js';
import { PropertyBag } from '../objects/property-bag.js';
import { StoreTable } from '../objects/store-table.js';
import { AttachmentList } from './attachment-list.js';
import { RecipientList } from './recipient-list.js';
import { folderSchema, messageSchema } from './schemas.js';
import type { StoreCore } from './store-core.js';
import type { StoreView } from './store-view.js';
import type { StoredObject } from './stored-object.js';

/** The first columns of a contents table and of the outgoing queue. */
export const messageColumns: SPropTagArray = [
  PR_ENTRYID,
  PR_INSTANCE_KEY,
  PR_RECORD_KEY,
  PR_PARENT_ENTRYID,
  PR_OBJECT_TYPE,
  PR_MESSAGE_CLASS_W,
  PR_SUBJECT_W,
  PR_NORMALIZED_SUBJECT_W,
  PR_SENDER_NAME_W,
  PR_DISPLAY_TO_W,
  PR_MESSAGE_FLAGS,
  PR_MSG_STATUS,
  PR_MESSAGE_SIZE,
  PR_HASATTACH,
  PR_MESSAGE_DELIVERY_TIME,
  PR_LAST_MODIFICATION_TIME,
];

const folderColumns: SPropTagArray = [
  PR_ENTRYID,
  PR_INSTANCE_KEY,
  PR_RECORD_KEY,
  PR_PARENT_ENTRYID,
  PR_OBJECT_TYPE,
  PR_DEPTH,
  PR_DISPLAY_NAME_W,
  PR_COMMENT_W,
  PR_FOLDER_TYPE,
  PR_CONTENT_COUNT,
  PR_CONTENT_UNREAD,
  PR_SUBFOLDERS,
];

/** The contents table of a folder, or that of its hidden messages. */
export function contentsTable(view: StoreView, folder: string, flags: number): StoreTable {
  const { core } = view;
  const associated = (flags & MAPI_ASSOCIATED) !== 0;
  const sort = readSort(core.readOpened(folder));
  const table = new StoreTable(
    view,
    messageColumns,
    (wanted) => core.messages(folder, associated).map((message) => messageRow(core, message, wanted)),
    { kind: associated ? 'associated' : 'contents', folder },
    { ledger: core.definition.ledger, name: 'contents table', subobjects: messageSubobjects(core) },
  );
  if (sort.sorts.length > 0) table.SortTable(sort, 0);
  return table;
}

/** The hierarchy table of a folder; with CONVENIENT_DEPTH that of all folders below it. */
export function hierarchyTable(view: StoreView, folder: string, flags: number): StoreTable {
  const { core } = view;
  core.readOpened(folder);
  const deep = (flags & CONVENIENT_DEPTH) !== 0;
  const topic = deep ? ({ kind: 'tree', folder: null } as const) : ({ kind: 'hierarchy', folder } as const);
  const options = { ledger: core.definition.ledger, name: 'hierarchy table' };
  return new StoreTable(view, folderColumns, (wanted) => folderRows(core, folder, 1, deep, wanted), topic, options);
}

/** A row of a table of messages, with the properties that are wanted. */
export function messageRow(core: StoreCore, message: StoredObject, wanted: SPropTagArray): SPropValue[] {
  const bag = new PropertyBag(message.properties);
  return messageSchema.some(
    { core, id: message.id, parent: message.parent, bag, writable: false, version: message.version },
    wanted,
  );
}

/** Recipients and attachments of the messages in a table, which have the message's entry id in their rows. */
export function messageSubobjects(core: StoreCore): Subobjects {
  return {
    tags: [PR_MESSAGE_RECIPIENTS, PR_MESSAGE_ATTACHMENTS],
    keys: [PR_ENTRYID],
    rows: (row, tag) => {
      const entryId = findValue(row, PR_ENTRYID);
      const message = entryId === undefined ? undefined : core.read(core.idFromEntryId(entryId));
      return PROP_ID(tag) === PROP_ID(PR_MESSAGE_RECIPIENTS)
        ? new RecipientList(message?.recipients).rows()
        : new AttachmentList(message?.attachments).rows();
    },
  };
}

/** Keeps the default sort order of a folder. */
export function saveSort(core: StoreCore, folder: string, order: SSortOrderSet): void {
  const texts = order.sorts.map(({ tag, order: direction }) => `${tag}:${direction}`);
  core.update(core.readOpened(folder), (bag) => bag.put(PR_KIT_CONTENTS_SORT, texts), false);
}

function readSort(folder: StoredObject): SSortOrderSet {
  const texts = new PropertyBag(folder.properties).value(PR_KIT_CONTENTS_SORT) ?? [];
  return {
    sorts: texts.map((text) => {
      const [tag, order] = text.split(':');
      return { tag: Number(tag) as SPropTagArray[number], order: order === '1' ? 1 : 0 };
    }),
  };
}

function* folderRows(
  core: StoreCore,
  parent: string,
  depth: number,
  deep: boolean,
  wanted: SPropTagArray,
): Iterable<SPropValue[]> {
  for (const folder of core.folders(parent)) {
    const bag = new PropertyBag(folder.properties);
    const row = folderSchema.some(
      { core, id: folder.id, parent, bag, writable: false, version: folder.version },
      wanted,
    );
    yield [...row, { tag: PR_DEPTH, value: depth }];
    if (deep) yield* folderRows(core, folder.id, depth + 1, true, wanted);
  }
}
