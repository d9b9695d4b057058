import { findValue, PR_DISPLAY_NAME_W, PR_ENTRYID, type SSortOrderSet } from '@mapi-kit/sdk';
import { type ItemState, WHOLE } from '../../recording/events.js';
import { joinPath, labelOf } from '../../recording/item-names.js';
import { unwrap } from '../store/refusal.js';
import { saveMessage } from '../store/write-message.js';
import type { FolderRef } from '../workload/actions.js';
import { writeFolderProps } from '../workload/folder-properties.js';
import { findInFolder } from '../workload/message-actions.js';
import { newFolder, newMessage } from '../workload/new-folder.js';
import type { Random } from '../workload/random.js';
import { plainText } from '../workload/values.js';
import type { WorkContext } from '../workload/work-context.js';
import { body } from './bodies.js';
import { foldersIn } from './folder-trees.js';
import { readSort } from './folder-views.js';
import { makeOfSort, ownOf } from './make-mail.js';
import { requireName } from './real-folders.js';
import { type SavedParts, writeMail } from './write-whole.js';

// Folders of which only the name is saved, what is in them, and what a client does to each.

/** Makes a folder of which only the name is saved. */
export function makeNamedFolder(
  { model, reporter }: WorkContext,
  random: Random,
  item: string,
  parent: FolderRef,
): void {
  const name = `${labelOf(item, 1)} ${plainText(random)}`;
  const folder = newFolder(model, parent, name);
  const parts: SavedParts = {};
  writeFolderProps(reporter, folder, [{ tag: PR_DISPLAY_NAME_W, value: name }], parts);
  const entryId = findValue(unwrap(folder.GetProps([PR_ENTRYID], 0), 'IMAPIFolder::GetProps'), PR_ENTRYID) ?? null;
  folder.Release();
  const parentPath = model.folder(parent).path;
  const path = joinPath(parentPath, item);
  const state: ItemState = { label: labelOf(item, 1), properties: WHOLE, folder: parentPath, parts };
  model.addFolder(path, { entryId, path, state });
  reporter.saved(item, 'folder', state, entryId ?? undefined);
}

/** Makes a small message of this name. */
export function makeSmallMessage(
  context: WorkContext,
  random: Random,
  item: string,
  where: FolderRef,
  hidden: boolean,
): void {
  const { model, reporter } = context;
  const mail = makeOfSort(random, { bare: true, properties: (r) => [body(r, 60)] }, 0, ownOf(random, item, 1));
  const message = newMessage(model, where, hidden);
  const parts: SavedParts = { 'flag/associated': String(hidden) };
  writeMail(message, mail, parts);
  const entryId = saveMessage(message);
  message.Release();
  const state: ItemState = { label: labelOf(item, 1), properties: WHOLE, folder: model.folder(where).path, parts };
  model.keepMessage({ item, category: 'created', entryId, folder: where, state, content: null });
  reporter.saved(item, 'created', state, entryId);
}

/** Gives a folder another name, and leaves it where it is. */
export function rename(context: WorkContext, random: Random, item: string, version: number = 2): void {
  const { ref, known } = context.model.folderOfItem(item);
  const parts: SavedParts = { ...known.state?.parts };
  const name = { tag: PR_DISPLAY_NAME_W, value: `${labelOf(item, version)} ${plainText(random)}` };
  writeFolderProps(context.reporter, context.model.open(ref), [name], parts);
  requireName(parts, name);
  keepFolder(context, item, ref, { label: labelOf(item, version), parts });
}

/** Without DEL_ASSOCIATED what no user sees stays; with it the store shows what is gone. */
export function emptyFolder(context: WorkContext, item: string, flags: number): void {
  const { model, reporter } = context;
  const { ref } = model.folderOfItem(item);
  const below = model.ownFolders.filter((each) => each.startsWith(`${ref}/`)).reverse();
  for (const each of below) model.closeFolder(each);
  if (!reporter.does('emptying folders', model.open(ref).EmptyFolder(0, null, flags))) return;
  for (const { item: name, entryId, state } of model.messagesIn(ref)) {
    const isHidden = state.parts?.['flag/associated'] === 'true';
    if (isHidden && (flags === 0 || findInFolder(model, ref, name).length > 0)) continue;
    model.dropMessage(name);
    reporter.saved(name, 'changed', null, entryId);
  }
  const left = foldersIn(model.open(ref));
  for (const each of below) {
    const { entryId } = model.folder(each);
    if (left.has(each.slice(ref.length + 1).split('/')[0])) continue;
    for (const message of model.messagesIn(each)) {
      model.dropMessage(message.item);
      reporter.saved(message.item, 'changed', null, message.entryId);
    }
    model.dropFolder(each);
    reporter.saved(each.slice(each.lastIndexOf('/') + 1), 'folder', null, entryId ?? undefined);
  }
}

/** SaveContentsSort. */
export function saveOrder(context: WorkContext, item: string, sorts: SSortOrderSet['sorts']): void {
  const { ref, known } = context.model.folderOfItem(item);
  const folder = context.model.open(ref);
  if (folder.SaveContentsSort({ sorts }, 0) !== 0) return;
  const parts: SavedParts = { ...known.state?.parts };
  readSort(folder, parts);
  keepFolder(context, item, ref, { label: known.state?.label ?? labelOf(item, 1), parts });
}

function keepFolder(
  { model, reporter }: WorkContext,
  item: string,
  ref: FolderRef,
  { label, parts }: { readonly label: string; readonly parts: SavedParts },
): void {
  const known = model.folder(ref);
  const state: ItemState = { label, properties: WHOLE, folder: known.state?.folder ?? '', parts };
  model.addFolder(ref, { ...known, state });
  reporter.saved(item, 'folder', state, known.entryId ?? undefined);
}
