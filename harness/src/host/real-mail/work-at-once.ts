import { DEL_ASSOCIATED, MAPI_E_NOT_FOUND, MESSAGE_MOVE, PR_MESSAGE_DELIVERY_TIME, PR_SUBJECT_W } from '@mapi-kit/sdk';
import { itemName, joinPath } from '../../recording/item-names.js';
import { insist, Refusal } from '../store/refusal.js';
import { BASE, type FolderRef, INBOX } from '../workload/actions.js';
import type { ClientModel, KnownMessage } from '../workload/client-model.js';
import { findInFolder, openToChange } from '../workload/message-actions.js';
import { deletesMessages } from '../workload/new-folder.js';
import type { Random } from '../workload/random.js';
import { markRead } from '../workload/read-flags.js';
import type { WorkContext } from '../workload/work-context.js';
import { attemptRealMail } from './attempt-real-mail.js';
import { changed, copyTree, deleteTree, moveTree } from './folder-trees.js';
import { MadeForLater } from './made-for-later.js';
import { emptyFolder, rename, saveOrder } from './named-folders.js';
import { deepestFolder } from './real-folders.js';

// What a client does to several messages or folders in one call. Each is done to what the same life has made, and in the next
// life once more to what this one has.

/** Names of their own, behind all others of the first life. */
const NAMES = new MadeForLater(1_001, 40);

/** The folders: one that is renamed and moved, one that is deleted, one that is copied, each with one in it; and two more. */
const RENAMED = { folder: 0, within: 1, messages: [0, 1], below: [2], hidden: [18, 19] } as const;
const DELETED = { folder: 2, within: 3, messages: [3], below: [4] } as const;
const EMPTIED = { folder: 4, messages: [5, 6, 12, 13], hidden: 7 } as const;
const COPIED = { folder: 6, within: 7, messages: [14], below: [15], hidden: 20 } as const;
const SORTED_OUT = { folder: 5, deleted: [8, 9], moved: [10, 11], copied: [16, 17], marked: [21, 22, 23] } as const;
const SWEPT = { folder: 8, within: 9, messages: [24], below: [25], hidden: 26 } as const;

/** The newest first, and by subject what came at once. */
const NEWEST_FIRST = [
  { tag: PR_MESSAGE_DELIVERY_TIME, order: 1 },
  { tag: PR_SUBJECT_W, order: 0 },
] as const;

/** Makes everything that is changed in this life and in the next one, where the store makes folders. */
export function makeForAtOnce(context: WorkContext, random: Random): void {
  if (context.model.isFlat) return;
  for (const changedIn of [0, 1]) {
    const { folder, messages } = NAMES.makers(context, random, changedIn);
    for (const { folder: index, within, messages: here, below } of [RENAMED, DELETED, COPIED, SWEPT]) {
      const outer = folder(index, BASE);
      messages(here, outer);
      messages(below, folder(within, outer));
    }
    const [hidden, hiddenBelow] = RENAMED.hidden;
    const renamed = joinPath(BASE, NAMES.folderName(changedIn, RENAMED.folder));
    messages([hidden], renamed, true);
    messages([hiddenBelow], joinPath(renamed, NAMES.folderName(changedIn, RENAMED.within)), true);
    const emptied = folder(EMPTIED.folder, BASE);
    messages(EMPTIED.messages, emptied);
    messages([EMPTIED.hidden], emptied, true);
    for (const { folder: index, hidden: number } of [COPIED, SWEPT]) {
      messages([number], joinPath(BASE, NAMES.folderName(changedIn, index)), true);
    }
    const { deleted, moved, copied, marked } = SORTED_OUT;
    messages([...deleted, ...moved, ...copied, ...marked], folder(SORTED_OUT.folder, BASE));
  }
}

/** Does each of these things once. */
export function changeAtOnce(context: WorkContext, random: Random, life: number): void {
  const attempt = (item: string, act: () => void): void => attemptRealMail(context, life, item, act);
  const [renamed, deleted] = [NAMES.folderName(life, RENAMED.folder), NAMES.folderName(life, DELETED.folder)];
  const [emptied, sortedOut] = [NAMES.folderName(life, EMPTIED.folder), NAMES.folderName(life, SORTED_OUT.folder)];
  attempt(renamed, () => markAllRead(context, renamed));
  attempt(renamed, () => rename(context, random, renamed));
  attempt(renamed, () => moveTree(context, renamed, deepestFolder(context) ?? itemName('f', 0, 1)));
  attempt(deleted, () => deleteTree(context, deleted));
  attempt(emptied, () => emptyFolder(context, emptied, 0));
  const swept = NAMES.folderName(life, SWEPT.folder);
  attempt(swept, () => emptyFolder(context, swept, DEL_ASSOCIATED));
  attempt(sortedOut, () => saveOrder(context, sortedOut, NEWEST_FIRST));
  const copied = NAMES.folderName(life, COPIED.folder);
  attempt(copied, () => copyTree(context, copied, itemName('f', 0, 1)));
  const names = (indices: readonly number[]): string[] => indices.map((index) => NAMES.messageName(life, index));
  attempt(sortedOut, () => markSeveral(context, names(SORTED_OUT.marked)));
  attempt(sortedOut, () => deleteSeveral(context, names(SORTED_OUT.deleted)));
  attempt(sortedOut, () => moveSeveral(context, names(SORTED_OUT.moved), INBOX));
  attempt(sortedOut, () => copySeveral(context, names(SORTED_OUT.copied)));
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

/** SetReadFlags with a list, of messages that were read when they were made. */
export function markSeveral(context: WorkContext, items: readonly string[]): void {
  const messages = openedFirst(context.model, items);
  const [first] = messages;
  const entryIds = messages.map(({ entryId }) => entryId);
  if (first === undefined || !markRead(context, first.folder, entryIds, false)) return;
  for (const known of messages) {
    changed(context, known, { ...known.state, parts: { ...known.state.parts, 'flag/read': 'false' } });
  }
}

/** DeleteMessages, of messages that lie in one folder. */
export function deleteSeveral({ model, reporter }: WorkContext, items: readonly string[]): void {
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

/** CopyMessages with MESSAGE_MOVE, of messages that lie in one folder. */
export function moveSeveral(context: WorkContext, items: readonly string[], to: FolderRef): void {
  const { model, reporter } = context;
  const messages = openedFirst(model, items);
  const entryIds = messages.map(({ entryId }) => entryId);
  const source = model.open(messages[0]?.folder ?? INBOX);
  const hr = source.CopyMessages(entryIds, null, model.open(to), 0, null, MESSAGE_MOVE);
  if (!reporter.does('moving messages', hr)) return;
  const folder = model.folder(to).path;
  for (const message of messages) {
    const [entryId = message.entryId] = findInFolder(model, to, message.item);
    changed(context, { ...message, entryId, folder: to }, { ...message.state, folder });
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
