import {
  COPY_SUBFOLDERS,
  DEL_FOLDERS,
  DEL_MESSAGES,
  FOLDER_MOVE,
  type HRESULT,
  isCode,
  MAPI_E_NO_SUPPORT,
} from '@mapi-kit/sdk';
import type { ItemState } from '../../recording/events.js';
import { joinPath } from '../../recording/item-names.js';
import { insist } from '../store/refusal.js';
import { BASE, type FolderRef } from '../workload/actions.js';
import type { KnownMessage } from '../workload/client-model.js';
import type { WorkContext } from '../workload/work-context.js';

/** A folder with what is in it, and below it, is moved into another one. */
export function moveTree(context: WorkContext, item: string, to: FolderRef): void {
  const { model, reporter } = context;
  const { ref, known } = model.folderOfItem(item);
  if (known.entryId === null) return;
  const hr = model.open(BASE).CopyFolder(known.entryId, null, model.open(to), null, 0, null, FOLDER_MOVE);
  if (!isDone(hr, 'IMAPIFolder::CopyFolder (FOLDER_MOVE)')) return;
  const target = joinPath(model.folder(to).path, item);
  for (const from of treeOf(context, ref)) {
    const folder = model.folder(from);
    const messages = model.messagesIn(from);
    const path = `${target}${from.slice(ref.length)}`;
    const parent = path.slice(0, path.lastIndexOf('/'));
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
  if (known.entryId === null) return;
  const [base, target] = [model.open(BASE), joinPath(model.folder(to).path, item)];
  const copied = base.CopyFolder(known.entryId, null, model.open(to), null, 0, null, COPY_SUBFOLDERS);
  if (!isDone(copied, 'IMAPIFolder::CopyFolder (COPY_SUBFOLDERS)')) return;
  const flags = DEL_FOLDERS | DEL_MESSAGES;
  insist(base.DeleteFolder(known.entryId, 0, null, flags), 'IMAPIFolder::DeleteFolder (DEL_FOLDERS, DEL_MESSAGES)');
  for (const from of treeOf(context, ref)) {
    const { state } = model.folder(from);
    const path = `${target}${from.slice(ref.length)}`;
    for (const message of model.messagesIn(from)) {
      model.dropMessage(message.item);
      reporter.saved(message.item, 'changed', { ...message.state, folder: path });
    }
    model.dropFolder(from);
    if (state === undefined) continue;
    reporter.saved(lastOf(path), 'folder', { ...state, folder: path.slice(0, path.lastIndexOf('/')) });
  }
}

/** A folder is deleted with what is in it, and below it. */
export function deleteTree({ model, reporter }: WorkContext, item: string): void {
  const { ref, known } = model.folderOfItem(item);
  if (known.entryId === null) return;
  const hr = model.open(BASE).DeleteFolder(known.entryId, 0, null, DEL_FOLDERS | DEL_MESSAGES);
  if (!isDone(hr, 'IMAPIFolder::DeleteFolder (DEL_FOLDERS, DEL_MESSAGES)')) return;
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

/**
 * Insists on success.
 *
 * @returns false: the store does not do that, and says so
 * @throws Refusal
 */
export function isDone(hr: HRESULT, method: string): boolean {
  if (isCode(hr, MAPI_E_NO_SUPPORT)) return false;
  insist(hr, method);
  return true;
}

/** A folder and those below it, from above. */
function treeOf({ model }: Pick<WorkContext, 'model'>, ref: FolderRef): FolderRef[] {
  return model.ownFolders.filter((each) => each === ref || each.startsWith(`${ref}/`)).sort();
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
