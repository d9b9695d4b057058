import { CONVENIENT_DEPTH, MAPI_ASSOCIATED } from '../../contract/flags.js';
import {
  PR_COMMENT_W,
  PR_CONTENT_COUNT,
  PR_CONTENT_UNREAD,
  PR_DEPTH,
  PR_DISPLAY_NAME_W,
  PR_ENTRYID,
  PR_FOLDER_TYPE,
  PR_INSTANCE_KEY,
  PR_OBJECT_TYPE,
  PR_PARENT_ENTRYID,
  PR_RECORD_KEY,
  PR_SUBFOLDERS,
} from '../../contract/property-tags.js';
import type { SPropValue } from '../../contract/property-types.js';
import type { SPropTagArray, SSortOrderSet } from '../../contract/structures.js';
import { PR_KIT_CONTENTS_SORT } from '../objects/private-properties.js';
import { PropertyBag } from '../objects/property-bag.js';
import { StoreTable } from '../objects/store-table.js';
import { messageColumns, messageRow, messageSubobjects } from './message-rows.js';
import { folderSchema } from './schemas.js';
import { isSearchFolder } from './search-folder.js';
import type { StoreCore } from './store-core.js';
import type { StoreView } from './store-view.js';
import type { StoredObject } from './stored-object.js';

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
  const opened = core.readOpened(folder);
  const shown = shownMessages(core, opened, associated);
  const sort = readSort(opened);
  const table = new StoreTable(
    view,
    messageColumns,
    (wanted) => shown().map((message) => messageRow(core, message, wanted)),
    { kind: associated ? 'associated' : 'contents', folder },
    { ledger: core.definition.ledger, name: 'contents table', subobjects: messageSubobjects(core) },
  );
  if (sort.sorts.length > 0) table.SortTable(sort, 0);
  return table;
}

/**
 * What gives the messages that the contents table of a folder shows: those in the folder, or those that its search finds.
 */
export function shownMessages(core: StoreCore, folder: StoredObject, associated: boolean): () => StoredObject[] {
  if (!isSearchFolder(folder)) return () => core.messages(folder.id, associated);
  return () => (associated ? [] : core.searches.results(core.readOpened(folder.id)));
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
