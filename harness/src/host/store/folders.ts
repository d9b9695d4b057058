import {
  type ENTRYID,
  FOLDER_IPM_SUBTREE_VALID,
  findValue,
  type IMAPIFolder,
  type IMsgStore,
  MAPI_MODIFY,
  PR_DISPLAY_NAME_W,
  PR_ENTRYID,
  PR_IPM_SUBTREE_ENTRYID,
  PR_PARENT_ENTRYID,
  PR_VALID_FOLDER_MASK,
} from '@mapi-kit/sdk';
import { joinPath, parseLabel, pathSegment } from '../../recording/item-names.js';
import { readProperties } from './read-properties.js';
import { unwrap } from './refusal.js';
import { isSameEntry } from './same-entry.js';

const DEEPEST = 50;

/** The entry id of the folder at the top of what clients show; null, the root, for a store without one. */
export function baseEntryId(store: IMsgStore): ENTRYID | null {
  const values = store.GetProps([PR_IPM_SUBTREE_ENTRYID, PR_VALID_FOLDER_MASK], 0).value ?? [];
  const entryId = findValue(values, PR_IPM_SUBTREE_ENTRYID);
  const mask = findValue(values, PR_VALID_FOLDER_MASK) ?? FOLDER_IPM_SUBTREE_VALID;
  return entryId !== undefined && (mask & FOLDER_IPM_SUBTREE_VALID) !== 0 ? entryId : null;
}

/**
 * Opens a folder for writing.
 *
 * @throws Refusal
 */
export function openFolder(store: IMsgStore, entryId: ENTRYID | null): IMAPIFolder {
  const opened = unwrap(store.OpenEntry(entryId, null, MAPI_MODIFY), 'IMsgStore::OpenEntry (folder)');
  // What a folder's entry id opens is a folder; the read-back would show otherwise.
  return opened.unknown as IMAPIFolder;
}

/**
 * Finds out the path of a folder, from the base folder on, by going up.
 *
 * @throws Refusal
 */
export function pathOf(store: IMsgStore, entryId: ENTRYID, base: ENTRYID | null): string {
  let path = '';
  let here = entryId;
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    if (base !== null && isSameEntry(store, here, base)) return path;
    const folder = openFolder(store, here);
    const values = unwrap(
      folder.GetProps([PR_DISPLAY_NAME_W, PR_PARENT_ENTRYID, PR_ENTRYID], 0),
      'IMAPIFolder::GetProps',
    );
    folder.Release();
    const parent = findValue(values, PR_PARENT_ENTRYID);
    // The root folder is its own parent, or has none.
    if (parent === undefined || isSameEntry(store, here, parent)) return path;
    const segment = pathSegment(findValue(values, PR_DISPLAY_NAME_W) ?? '?');
    path = path === '' ? segment : joinPath(segment, path);
    here = parent;
  }
  return path;
}

/** Which item a folder is; null: none of the harness's. */
export function nameOfFolder(folder: IMAPIFolder): string | null {
  const name = findValue(readProperties(folder, [PR_DISPLAY_NAME_W]), PR_DISPLAY_NAME_W);
  return name === undefined ? null : (parseLabel(name)?.item ?? null);
}
