import {
  COPY_SUBFOLDERS,
  DEL_FOLDERS,
  DEL_MESSAGES,
  type ENTRYID,
  FAILED,
  FOLDER_MOVE,
  findValue,
  type IMAPIFolder,
  PR_DISPLAY_NAME_W,
  PR_ENTRYID,
} from '@mapi-kit/sdk';
import type { ItemState } from '../../recording/events.js';
import { joinPath, parseLabel } from '../../recording/item-names.js';
import { readRows } from '../store/read-rows.js';
import { insist } from '../store/refusal.js';
import { BASE, type FolderRef } from '../workload/actions.js';
import type { ClientModel, KnownMessage } from '../workload/client-model.js';
import { findInFolder } from '../workload/message-actions.js';
import type { WorkContext } from '../workload/work-context.js';

/** A folder with what is in it, and below it, is moved into another one. */
export function moveTree(context: WorkContext, item: string, to: FolderRef): void {
  const { model, reporter } = context;
  const { ref, known } = model.folderOfItem(item);
  if (known.entryId === null) return;
  const source = model.open(parentOf(ref));
  const hr = source.CopyFolder(known.entryId, null, model.open(to), null, 0, null, FOLDER_MOVE);
  if (!reporter.does('moving folders', hr)) return;
  const target = joinPath(model.folder(to).path, item);
  for (const from of treeOf(context, ref)) {
    const folder = model.folder(from);
    const messages = model.messagesIn(from);
    const path = `${target}${from.slice(ref.length)}`;
    const parent = parentOf(path);
    model.dropFolder(from);
    const state = folder.state === undefined ? undefined : { ...folder.state, folder: parent };
    model.addFolder(path, { ...folder, path, ...(state === undefined ? {} : { state }) });
    if (state !== undefined) reporter.saved(lastOf(path), 'folder', state, folder.entryId ?? undefined);
    for (const message of messages) {
      changed(context, { ...message, folder: path }, { ...message.state, folder: path });
    }
  }
}

/**
 * A folder is copied with what is in it, and below it, and then it is deleted: what is called by these names is the copy, to
 * which nobody has written. It is not touched any more.
 */
export function copyTree(context: WorkContext, item: string, to: FolderRef): void {
  const { model, reporter } = context;
  const { ref, known } = model.folderOfItem(item);
  // The copy takes the place of what it was copied from.
  if (known.entryId === null || reporter.known('deleting folders') === false) return;
  const [base, target] = [model.open(BASE), joinPath(model.folder(to).path, item)];
  const copied = base.CopyFolder(known.entryId, null, model.open(to), null, 0, null, COPY_SUBFOLDERS);
  if (FAILED(copied)) removeHalfCopy(model.open(to), item);
  if (!reporter.does('copying folders', copied)) return;
  const hidden = hiddenInCopy(model, ref, item, to);
  const flags = DEL_FOLDERS | DEL_MESSAGES;
  insist(base.DeleteFolder(known.entryId, 0, null, flags), 'IMAPIFolder::DeleteFolder (DEL_FOLDERS, DEL_MESSAGES)');
  for (const from of treeOf(context, ref)) {
    const { state } = model.folder(from);
    const path = `${target}${from.slice(ref.length)}`;
    for (const message of model.messagesIn(from)) {
      model.dropMessage(message.item);
      const isCopied = !isHidden(message) || hidden.has(message.item);
      reporter.saved(message.item, 'changed', isCopied ? { ...message.state, folder: path } : null);
    }
    model.dropFolder(from);
    if (state === undefined) continue;
    reporter.saved(lastOf(path), 'folder', { ...state, folder: path.slice(0, path.lastIndexOf('/')) });
  }
}

/** What a store has copied before it came to a limit of its own is of no use to anybody. */
function removeHalfCopy(folder: IMAPIFolder, item: string): void {
  const entryId = foldersIn(folder).get(item);
  if (entryId !== undefined) folder.DeleteFolder(entryId, 0, null, DEL_FOLDERS | DEL_MESSAGES);
}

/** Of the messages that no user sees a store need not copy any: those that the copy has, by name. */
function hiddenInCopy(model: ClientModel, ref: FolderRef, item: string, to: FolderRef): ReadonlySet<string> {
  const names = model.messagesIn(ref).filter(isHidden);
  if (names.length === 0) return new Set();
  const entryId = foldersIn(model.open(to)).get(item);
  if (entryId === undefined) return new Set();
  const copy = joinPath(model.folder(to).path, item);
  model.addFolder(copy, { entryId, path: copy });
  const found = names.filter(({ item: name }) => findInFolder(model, copy, name).length > 0);
  model.dropFolder(copy);
  return new Set(found.map(({ item: name }) => name));
}

/** The folders that a folder shows in it, by the names of the items: their entry ids. */
export function foldersIn(folder: IMAPIFolder): ReadonlyMap<string | undefined, ENTRYID | undefined> {
  const columns = [PR_ENTRYID, PR_DISPLAY_NAME_W];
  const rows = readRows(folder.GetHierarchyTable(0), columns, 'IMAPIFolder::GetHierarchyTable');
  return new Map(
    rows.map((row) => [parseLabel(findValue(row, PR_DISPLAY_NAME_W) ?? '')?.item, findValue(row, PR_ENTRYID)]),
  );
}

function isHidden({ state }: KnownMessage): boolean {
  return state.parts?.['flag/associated'] === 'true';
}

/** A folder is deleted with what is in it, and below it. */
export function deleteTree({ model, reporter }: WorkContext, item: string): void {
  const { ref, known } = model.folderOfItem(item);
  if (known.entryId === null) return;
  const hr = model.open(BASE).DeleteFolder(known.entryId, 0, null, DEL_FOLDERS | DEL_MESSAGES);
  if (!reporter.does('deleting folders', hr)) return;
  for (const each of treeOf({ model }, ref).reverse()) {
    for (const { item: name, entryId } of model.messagesIn(each)) {
      model.dropMessage(name);
      reporter.saved(name, 'changed', null, entryId);
    }
    reporter.saved(lastOf(each), 'folder', null, model.folder(each).entryId ?? undefined);
    model.dropFolder(each);
  }
}

/** Takes down and journals that a message is another one now. */
export function changed({ model, reporter }: WorkContext, known: KnownMessage, state: ItemState): void {
  const category = known.category === 'created' ? 'changed' : known.category;
  model.keepMessage({ ...known, category, state });
  reporter.saved(known.item, category, state, known.entryId);
}

/** A folder and those below it, from above. */
function treeOf({ model }: Pick<WorkContext, 'model'>, ref: FolderRef): FolderRef[] {
  return model.ownFolders.filter((each) => each === ref || each.startsWith(`${ref}/`)).sort();
}

/** The folder that one is in; that at the top has no name. */
function parentOf(path: string): FolderRef {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
