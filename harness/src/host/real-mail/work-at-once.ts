import {
  DEL_ASSOCIATED,
  findValue,
  MAPI_E_NOT_FOUND,
  MESSAGE_MOVE,
  PR_DISPLAY_NAME_W,
  PR_ENTRYID,
  PR_MESSAGE_DELIVERY_TIME,
  PR_SUBJECT_W,
} from '@mapi-kit/sdk';
import { type ItemState, WHOLE } from '../../recording/events.js';
import { itemName, joinPath, labelOf } from '../../recording/item-names.js';
import { insist, Refusal, unwrap } from '../store/refusal.js';
import { saveMessage } from '../store/write-message.js';
import { BASE, type FolderRef, INBOX } from '../workload/actions.js';
import type { ClientModel, KnownMessage } from '../workload/client-model.js';
import { writeFolderProps } from '../workload/folder-properties.js';
import { findInFolder, openToChange } from '../workload/message-actions.js';
import { deletesMessages, newFolder, newMessage } from '../workload/new-folder.js';
import type { Random } from '../workload/random.js';
import { markRead } from '../workload/read-flags.js';
import { plainText } from '../workload/values.js';
import type { WorkContext } from '../workload/work-context.js';
import { attemptRealMail } from './attempt-real-mail.js';
import { body } from './bodies.js';
import { changed, copyTree, deleteTree, foldersIn, moveTree } from './folder-trees.js';
import { readSort } from './folder-views.js';
import { makeOfSort, ownOf } from './make-mail.js';
import { deepestFolder, requireName } from './real-folders.js';
import { type SavedParts, writeMail } from './write-whole.js';

// What a client does to several messages or folders in one call. Each is done to what the same life has made, and in the next
// life once more to what this one has.

/** Names of their own, behind all others of the first life. */
const FIRST = 1_001;
const PER_LIFE = 40;

const folderName = (changedIn: number, index: number): string => itemName('f', 0, FIRST + PER_LIFE * changedIn + index);
const messageName = (changedIn: number, index: number): string =>
  itemName('m', 0, FIRST + PER_LIFE * changedIn + index);

/** The folders: one that is renamed and moved, one that is deleted, one that is copied, each with one in it; and two more. */
const RENAMED = { folder: 0, within: 1, messages: [0, 1], below: [2], hidden: [18, 19] } as const;
const DELETED = { folder: 2, within: 3, messages: [3], below: [4] } as const;
const EMPTIED = { folder: 4, messages: [5, 6, 12, 13], hidden: 7 } as const;
const COPIED = { folder: 6, within: 7, messages: [14], below: [15], hidden: 20 } as const;
const SORTED_OUT = { folder: 5, deleted: [8, 9], moved: [10, 11], copied: [16, 17], marked: [21, 22, 23] } as const;
const SWEPT = { folder: 8, within: 9, messages: [24], below: [25], hidden: 26 } as const;

/** Makes everything that is changed in this life and in the next one, where the store makes folders. */
export function makeForAtOnce(context: WorkContext, random: Random): void {
  if (context.model.isFlat) return;
  for (const changedIn of [0, 1]) {
    const folder = (index: number, parent: FolderRef): FolderRef => {
      const item = folderName(changedIn, index);
      attemptRealMail(context, 0, item, () => makeNamedFolder(context, random, item, parent));
      return joinPath(parent, item);
    };
    const messages = (indices: readonly number[], where: FolderRef, hidden = false): void => {
      for (const index of indices) {
        const item = messageName(changedIn, index);
        attemptRealMail(context, 0, item, () => makeMessage(context, random, item, where, hidden));
      }
    };
    for (const { folder: index, within, messages: here, below } of [RENAMED, DELETED, COPIED, SWEPT]) {
      const outer = folder(index, BASE);
      messages(here, outer);
      messages(below, folder(within, outer));
    }
    const [hidden, hiddenBelow] = RENAMED.hidden;
    const renamed = joinPath(BASE, folderName(changedIn, RENAMED.folder));
    messages([hidden], renamed, true);
    messages([hiddenBelow], joinPath(renamed, folderName(changedIn, RENAMED.within)), true);
    const emptied = folder(EMPTIED.folder, BASE);
    messages(EMPTIED.messages, emptied);
    messages([EMPTIED.hidden], emptied, true);
    for (const { folder: index, hidden: number } of [COPIED, SWEPT]) {
      messages([number], joinPath(BASE, folderName(changedIn, index)), true);
    }
    const { deleted, moved, copied, marked } = SORTED_OUT;
    messages([...deleted, ...moved, ...copied, ...marked], folder(SORTED_OUT.folder, BASE));
  }
}

/** Does each of these things once. */
export function changeAtOnce(context: WorkContext, random: Random, life: number): void {
  const attempt = (item: string, act: () => void): void => attemptRealMail(context, life, item, act);
  const [renamed, deleted] = [folderName(life, RENAMED.folder), folderName(life, DELETED.folder)];
  const [emptied, sortedOut] = [folderName(life, EMPTIED.folder), folderName(life, SORTED_OUT.folder)];
  attempt(renamed, () => markAllRead(context, renamed));
  attempt(renamed, () => rename(context, random, renamed));
  attempt(renamed, () => moveTree(context, renamed, deepestFolder(context) ?? itemName('f', 0, 1)));
  attempt(deleted, () => deleteTree(context, deleted));
  attempt(emptied, () => empty(context, emptied, 0));
  const swept = folderName(life, SWEPT.folder);
  attempt(swept, () => empty(context, swept, DEL_ASSOCIATED));
  attempt(sortedOut, () => saveOrder(context, sortedOut));
  const copied = folderName(life, COPIED.folder);
  attempt(copied, () => copyTree(context, copied, itemName('f', 0, 1)));
  const names = (indices: readonly number[]): string[] => indices.map((index) => messageName(life, index));
  attempt(sortedOut, () => markSeveral(context, names(SORTED_OUT.marked)));
  attempt(sortedOut, () => deleteSeveral(context, names(SORTED_OUT.deleted)));
  attempt(sortedOut, () => moveSeveral(context, names(SORTED_OUT.moved)));
  attempt(sortedOut, () => copySeveral(context, names(SORTED_OUT.copied)));
}

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

function makeMessage(context: WorkContext, random: Random, item: string, where: FolderRef, hidden: boolean): void {
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

/** SetReadFlags without a list: of all messages of the folder that users see. */
function markAllRead(context: WorkContext, item: string): void {
  const { ref } = context.model.folderOfItem(item);
  if (!markRead(context, ref, null, true)) return;
  for (const known of context.model.messagesIn(ref)) {
    if (known.state.parts?.['flag/associated'] === 'true') continue;
    changed(context, known, { ...known.state, parts: { ...known.state.parts, 'flag/read': 'true' } });
  }
}

/** Gives a folder another name, and leaves it where it is. */
export function rename(context: WorkContext, random: Random, item: string): void {
  const { ref, known } = context.model.folderOfItem(item);
  const parts: SavedParts = { ...known.state?.parts };
  const name = { tag: PR_DISPLAY_NAME_W, value: `${labelOf(item, 2)} ${plainText(random)}` };
  writeFolderProps(context.reporter, context.model.open(ref), [name], parts);
  requireName(parts, name);
  keepFolder(context, item, ref, { label: labelOf(item, 2), parts });
}

/** Without DEL_ASSOCIATED what no user sees stays; with it the store shows what is gone. */
function empty(context: WorkContext, item: string, flags: number): void {
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

/** SetReadFlags with a list, of messages that were read when they were made. */
function markSeveral(context: WorkContext, items: readonly string[]): void {
  const messages = openedFirst(context.model, items);
  const [first] = messages;
  const entryIds = messages.map(({ entryId }) => entryId);
  if (first === undefined || !markRead(context, first.folder, entryIds, false)) return;
  for (const known of messages) {
    changed(context, known, { ...known.state, parts: { ...known.state.parts, 'flag/read': 'false' } });
  }
}

/** SaveContentsSort: the newest first, and by subject what came at once. */
function saveOrder(context: WorkContext, item: string): void {
  const { ref, known } = context.model.folderOfItem(item);
  const folder = context.model.open(ref);
  const sorts = [
    { tag: PR_MESSAGE_DELIVERY_TIME, order: 1 },
    { tag: PR_SUBJECT_W, order: 0 },
  ] as const;
  if (folder.SaveContentsSort({ sorts }, 0) !== 0) return;
  const parts: SavedParts = { ...known.state?.parts };
  readSort(folder, parts);
  keepFolder(context, item, ref, { label: labelOf(item, 1), parts });
}

function deleteSeveral({ model, reporter }: WorkContext, items: readonly string[]): void {
  const messages = openedFirst(model, items);
  const entryIds = messages.map(({ entryId }) => entryId);
  const hr = model.open(messages[0]?.folder ?? INBOX).DeleteMessages(entryIds, 0, null, 0);
  if (!reporter.does('deleting messages', hr)) return;
  for (const { item, entryId } of messages) {
    model.dropMessage(item);
    reporter.saved(item, 'changed', null, entryId);
  }
}

/** Of an entry id that opens nothing a store may say S_OK, and nothing was deleted or moved then. */
function openedFirst(model: ClientModel, items: readonly string[]): KnownMessage[] {
  const messages = items.map((item) => model.message(item));
  for (const { entryId } of messages) openToChange(model, entryId).Release();
  return messages;
}

function moveSeveral(context: WorkContext, items: readonly string[]): void {
  const { model, reporter } = context;
  const messages = openedFirst(model, items);
  const entryIds = messages.map(({ entryId }) => entryId);
  const source = model.open(messages[0]?.folder ?? INBOX);
  const hr = source.CopyMessages(entryIds, null, model.open(INBOX), 0, null, MESSAGE_MOVE);
  if (!reporter.does('moving messages', hr)) return;
  const folder = model.folder(INBOX).path;
  for (const message of messages) {
    const [entryId = message.entryId] = findInFolder(model, INBOX, message.item);
    changed(context, { ...message, entryId, folder: INBOX }, { ...message.state, folder });
  }
}

/** Several messages are copied in one call, and then they are deleted: what is called by these names are the copies. */
function copySeveral(context: WorkContext, items: readonly string[]): void {
  const { model, reporter } = context;
  // The copies take the place of what they were copied from.
  if (!deletesMessages(context)) return;
  const messages = openedFirst(model, items);
  const entryIds = messages.map(({ entryId }) => entryId);
  const source = model.open(messages[0]?.folder ?? INBOX);
  const hr = source.CopyMessages(entryIds, null, model.open(INBOX), 0, null, 0);
  if (!reporter.does('copying messages', hr)) return;
  insist(source.DeleteMessages(entryIds, 0, null, 0), 'IMAPIFolder::DeleteMessages (several)');
  const folder = model.folder(INBOX).path;
  for (const message of messages) {
    const [entryId] = findInFolder(model, INBOX, message.item);
    if (entryId === undefined) throw new Refusal('IMAPIFolder::CopyMessages did not copy', MAPI_E_NOT_FOUND);
    reporter.saved(message.item, 'changed', null, message.entryId);
    changed(context, { ...message, entryId, folder: INBOX }, { ...message.state, folder });
  }
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
