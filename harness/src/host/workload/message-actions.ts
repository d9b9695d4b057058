import {
  type ENTRYID,
  FAILED,
  findValue,
  IID_IMessage,
  type IMessage,
  MAPI_ASSOCIATED,
  MAPI_E_NOT_FOUND,
  MAPI_MODIFY,
  MESSAGE_MOVE,
  PR_ENTRYID,
} from '@mapi-kit/sdk';
import type { ItemCategory } from '../../recording/events.js';
import { type MessageContent, stateOfMessage } from '../store/content.js';
import { lastingId } from '../store/lasting-id.js';
import { openMessage, openMessageIfAny } from '../store/open-message.js';
import { nameOfMessage } from '../store/read-message.js';
import { eachRow, rowsIfAny } from '../store/read-rows.js';
import { Refusal } from '../store/refusal.js';
import { HARNESS_ITEM_TAG, HARNESS_TRACKS_READ } from '../store/tags.js';
import { addAttachment, fillMessage, saveMessage, setProps, updateMessage } from '../store/write-message.js';
import { type Action, applyUpdate, type FolderRef } from './actions.js';
import type { ClientModel, KnownMessage } from './client-model.js';
import { newMessage } from './new-folder.js';
import { NotThere } from './not-there.js';
import { markRead } from './read-flags.js';
import type { WorkContext } from './work-context.js';

type ActionOf<Name extends Action['act']> = Extract<Action, { readonly act: Name }>;

/** Makes a message, fills and saves it. */
export function createMessage(context: WorkContext, { item, category, folder, content }: ActionOf<'create'>): void {
  const message = newMessage(context.model, folder, content.associated);
  const accepted = fillMessage(message, content);
  const entryId = saveMessage(message);
  message.Release();
  keep(context, item, category, folder, withReadFlag(context, folder, entryId, accepted), entryId);
}

/** Where the store keeps no read flags, that of a message is no part of what it is. */
function withReadFlag(
  context: WorkContext,
  folder: FolderRef,
  entryId: ENTRYID,
  content: MessageContent,
): MessageContent {
  const { read, ...others } = content;
  if (read === undefined || markRead(context, folder, [entryId], read)) return content;
  const message = openToChange(context.model, entryId);
  // What is false is not tracked, and need not be deleted.
  setProps(message, [{ tag: HARNESS_TRACKS_READ, value: false }], 'IMessage::SetProps');
  saveMessage(message);
  message.Release();
  return {
    ...others,
    properties: content.properties.map((each) => (each.tag === HARNESS_TRACKS_READ ? { ...each, value: false } : each)),
  };
}

/** Opens a message, lets `change` change it, and saves it. `change` returns the content that it then has. */
export function resave(
  context: WorkContext,
  item: string,
  change: (message: IMessage, known: KnownMessage) => MessageContent,
): void {
  const known = context.model.message(item);
  const message = openToChange(context.model, known.entryId);
  let content: MessageContent;
  try {
    content = change(message, known);
  } catch (error) {
    message.Release();
    throw error;
  }
  const entryId = saveMessage(message);
  message.Release();
  keep(context, item, changedCategory(known), known.folder, content, entryId);
}

/** The content of a message after an update. */
export function updated(
  { reporter }: WorkContext,
  message: IMessage,
  known: KnownMessage,
  action: ActionOf<'update'>,
): MessageContent {
  return applyUpdate(contentOf(known), updateMessage(message, action.update, reporter));
}

/** Moves a message, and finds it again by its name. */
export function moveMessage(context: WorkContext, item: string, to: FolderRef): void {
  const { model } = context;
  const known = model.message(item);
  // In a store without folders there is nowhere else.
  if (model.folder(known.folder).path === model.folder(to).path) return;
  const source = model.open(known.folder);
  const hr = source.CopyMessages([known.entryId], null, model.open(to), 0, null, MESSAGE_MOVE);
  const isHidden = known.state.parts?.['flag/associated'] === 'true';
  const feature = isHidden ? 'moving hidden messages' : 'moving messages';
  if (!context.reporter.does(feature, hr)) throw new NotThere('the store moves no messages');
  const [entryId] = findInFolder(model, to, item);
  if (entryId === undefined)
    throw new Refusal('IMAPIFolder::CopyMessages (MESSAGE_MOVE) did not move', MAPI_E_NOT_FOUND);
  const state = { ...known.state, folder: model.folder(to).path };
  const moved: KnownMessage = { ...known, category: changedCategory(known), folder: to, state, entryId };
  model.keepMessage(moved);
  context.reporter.saved(item, moved.category, state, entryId);
}

/** Copies a message; the copy gets another name and subject, and is saved with them. */
export function copyMessage(context: WorkContext, { item, to, copy, subject }: ActionOf<'copy'>): void {
  const { model } = context;
  const known = model.message(item);
  const source = model.open(known.folder);
  const before = new Set(findInFolder(model, to, item).map(String));
  const hr = source.CopyMessages([known.entryId], null, model.open(to), 0, null, 0);
  if (!context.reporter.does('copying messages', hr)) throw new NotThere('the store copies no messages');
  const made = findInFolder(model, to, item).find((entryId) => !before.has(String(entryId)));
  if (made === undefined) throw new Refusal('IMAPIFolder::CopyMessages did not copy', MAPI_E_NOT_FOUND);
  const message = openToChange(model, made);
  const properties = [{ tag: HARNESS_ITEM_TAG, value: copy }, subject];
  setProps(message, properties, 'IMessage::SetProps (copy)');
  const entryId = saveMessage(message);
  message.Release();
  keep(context, copy, 'changed', to, applyUpdate(contentOf(known), { properties }), entryId);
}

/**
 * Deletes a message. One whose content is not known, as an earlier life wrote it, is opened first: DeleteMessages may say
 * S_OK of an entry id that opens nothing, and then nothing was deleted.
 */
export function deleteMessage(context: WorkContext, item: string): void {
  const known = context.model.message(item);
  if (known.content === null) openToChange(context.model, known.entryId).Release();
  const folder = context.model.open(known.folder);
  const deleted = folder.DeleteMessages([known.entryId], 0, null, 0);
  if (!context.reporter.does('deleting messages', deleted)) throw new NotThere('the store deletes no messages');
  context.model.dropMessage(item);
  const { hr, value } = context.model.store.OpenEntry(known.entryId, IID_IMessage, 0);
  value?.unknown.Release();
  // Some stores keep for a while what was deleted.
  if (FAILED(hr)) context.reporter.deleted(item, changedCategory(known), known.entryId);
  else context.reporter.saved(item, changedCategory(known), null, known.entryId);
}

/** Marks a message as read or unread, which is kept at once. */
export function setRead(context: WorkContext, item: string, read: boolean): void {
  const known = context.model.message(item);
  if (!markRead(context, known.folder, [known.entryId], read)) return;
  keep(context, item, changedCategory(known), known.folder, { ...contentOf(known), read }, known.entryId);
}

/** Makes or changes a message and leaves it at that. */
export function leaveUnsaved(
  context: WorkContext,
  action: ActionOf<'leave-unsaved' | 'leave-modified' | 'leave-attachment'>,
): void {
  const { model, reporter } = context;
  if (action.act === 'leave-unsaved') {
    const message = newMessage(model, action.folder, action.content.associated);
    model.keepUnsaved(message);
    fillMessage(message, action.content);
    reporter.unsaved(action.item, null, 'a new message was filled and never saved');
    return;
  }
  const known = model.message(action.item);
  const message = openToChange(model, known.entryId);
  model.keepUnsaved(message);
  if (action.act === 'leave-modified') {
    updateMessage(message, action.update, reporter);
    reporter.unsaved(action.item, known.state, 'a saved message was changed and not saved again');
  } else {
    addAttachment(message, action.attachment);
    reporter.unsaved(action.item, known.state, 'an attachment was saved, and its message was not');
  }
}

function keep(
  { model, reporter }: WorkContext,
  item: string,
  category: ItemCategory,
  folder: FolderRef,
  content: MessageContent,
  entryId: ENTRYID,
): void {
  const state = stateOfMessage(content, model.folder(folder).path);
  model.keepMessage({ item, category, entryId, folder, state, content });
  reporter.saved(item, category, state, entryId);
}

/** Opens a message to change it. */
export function openToChange({ store }: ClientModel, entryId: ENTRYID): IMessage {
  return openMessage(store, entryId, MAPI_MODIFY);
}

/** The entry ids of an item in a folder, as its messages give them themselves, for good; a copy has another one. */
export function findInFolder(model: ClientModel, folder: FolderRef, item: string): ENTRYID[] {
  const found: ENTRYID[] = [];
  for (const flags of [0, MAPI_ASSOCIATED]) {
    const table = model.open(folder).GetContentsTable(flags);
    const read = flags === 0 ? eachRow : rowsIfAny;
    const rows = [...read(table, [HARNESS_ITEM_TAG, PR_ENTRYID], 'IMAPIFolder::GetContentsTable')];
    const isShown = rows.some((row) => findValue(row, HARNESS_ITEM_TAG) !== undefined);
    for (const row of rows) {
      const entryId = findValue(row, PR_ENTRYID);
      if (entryId === undefined) continue;
      const name = isShown ? findValue(row, HARNESS_ITEM_TAG) : nameIn(model, entryId);
      if (name === item) found.push(lastingIdOf(model, entryId));
    }
  }
  return found;
}

function lastingIdOf({ store }: ClientModel, listed: ENTRYID): ENTRYID {
  const message = openMessageIfAny(store, listed);
  const entryId = message === null ? listed : lastingId(message, listed);
  message?.Release();
  return entryId;
}

/** Which item a message is: a store need not have columns for what clients set. */
export function nameIn({ store }: ClientModel, entryId: ENTRYID): string | null {
  const message = openMessageIfAny(store, entryId);
  const name = message === null ? null : nameOfMessage(message);
  message?.Release();
  return name;
}

function contentOf({ item, content }: KnownMessage): MessageContent {
  if (content === null) throw new NotThere(`the workload does not know the content of ${item}`);
  return content;
}

/** Whatever was created before counts as changed now; what belongs to another question stays there. */
function changedCategory({ category }: KnownMessage): ItemCategory {
  return category === 'created' ? 'changed' : category;
}
