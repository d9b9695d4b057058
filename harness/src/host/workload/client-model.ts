import {
  type ENTRYID,
  type HRESULT,
  type IMAPIFolder,
  type IMAPIProp,
  type IMessage,
  type IMsgStore,
  isCode,
} from '@mapi-kit/sdk';
import type { ItemCategory, ItemState } from '../../recording/events.js';
import { WHOLE } from '../../recording/events.js';
import { HIDDEN, isLabelOfFile, joinPath, parseLabel } from '../../recording/item-names.js';
import type { Parts } from '../../recording/parts.js';
import type { EarlierItem } from '../earlier-lives.js';
import type { MessageContent } from '../store/content.js';
import { entryIdFromText } from '../store/entry-id-text.js';
import { baseEntryId, openFolder, pathOf } from '../store/folders.js';
import { NOT_DONE, unwrap } from '../store/refusal.js';
import { BASE, type FolderHas, type FolderRef, INBOX } from './actions.js';
import { NotThere } from './not-there.js';
import type { EarlierMessage } from './plan-context.js';
import { isOfStore, STANDARD_FOLDERS, standardEntryId } from './standard-folders.js';

/** A message that is in the store. */
export interface KnownMessage {
  readonly item: string;
  readonly category: ItemCategory;
  readonly entryId: ENTRYID;
  readonly folder: FolderRef;
  readonly state: ItemState;
  /** Null: an earlier life wrote it, and only its digests are known. */
  readonly content: MessageContent | null;
}

/** A folder of the harness's own, or the base folder, or the inbox. */
export interface KnownFolder {
  readonly entryId: ENTRYID | null;
  /** The path as a read-back finds it. */
  readonly path: string;
  /** What this life has given it, where that is no part of `state`. */
  readonly has?: FolderHas;
  /** As it was last saved; absent for a folder that is not the harness's own. */
  readonly state?: ItemState;
}

/** What the client knows of one store: its own folders and messages, and where it stopped counting. */
export class ClientModel {
  readonly store: IMsgStore;
  readonly counters = { message: 0, folder: 0, unsaved: 0, bulk: 0 };
  /** How often settings have been saved in this life. */
  settingVersion = 0;
  /** A large message has been planned in this life. */
  hasLarge = false;
  /** A message with something of everything has been saved in this life. */
  hasWhole = false;
  /**
   * How many hidden messages that are nobody's there were at the end of the life before; undefined: that is not asked any more.
   */
  earlierHidden: Parts | undefined;
  /** How fine the times are that the store keeps; undefined: that was not asked yet. */
  timeUnit: bigint | undefined;
  /** The store has said that it keeps no read flags: it is asked for no more. */
  hasReadFlags = true;
  /** The store has said that it makes no folders: what is meant for one of ours goes to the inbox. */
  isFlat = false;
  readonly #messages: Map<string, KnownMessage> = new Map();
  /** The names of the messages in each folder. */
  readonly #contents: Map<FolderRef, Set<string>> = new Map();
  readonly #folders: Map<FolderRef, KnownFolder> = new Map();
  readonly #open: Map<FolderRef, IMAPIFolder> = new Map();
  /** Objects with unsaved changes, which stay open until the client leaves. */
  readonly #unsaved: IMAPIProp[] = [];
  readonly #base: ENTRYID | null;
  #receives: HRESULT | undefined;

  constructor(store: IMsgStore, earlier: readonly EarlierItem[]) {
    this.store = store;
    this.#base = baseEntryId(store);
    this.#folders.set(BASE, { entryId: this.#base, path: '' });
    for (const item of earlier) this.#remember(item);
    this.earlierHidden = earlier.find(({ item }) => item === HIDDEN)?.state.parts;
  }

  /** What the store has answered when it was asked for its inbox; undefined: it was not yet. */
  get receives(): HRESULT | undefined {
    return this.#receives;
  }

  /** The base folder's entry id; null: the store has none, and the root is taken. */
  get base(): ENTRYID | null {
    return this.#base;
  }

  /** The paths of the harness's own folders, in the order in which they were made. */
  get ownFolders(): FolderRef[] {
    return [...this.#folders.keys()].filter((ref) => ref !== BASE && !isOfStore(ref));
  }

  /** The messages of earlier lives that this one may change. */
  earlierMessages(): EarlierMessage[] {
    return (
      [...this.#messages.values()]
        .filter(({ content, category }) => content === null && category !== 'bulk' && category !== 'unsaved')
        // What is compared part by part is not written anew: see real-mail.
        .filter(({ state }) => state.properties !== WHOLE)
        .map(({ item, state }) => ({ item, version: parseLabel(state.label)?.version ?? 1 }))
    );
  }

  /** The messages of earlier lives that files of the author's own are called by, in the order in which they were made. */
  messagesOfFiles(): KnownMessage[] {
    return [...this.#messages.values()].filter(({ content, state }) => content === null && isLabelOfFile(state));
  }

  /** @throws NotThere when the message is not known */
  message(item: string): KnownMessage {
    const known = this.#messages.get(item);
    if (known === undefined) throw new NotThere(`the workload knows no message ${item}`);
    return known;
  }

  /** The messages in a folder, without those in the folders below it. */
  messagesIn(ref: FolderRef): KnownMessage[] {
    return [...(this.#contents.get(ref) ?? [])].map((item) => this.message(item));
  }

  /** Takes down what a message is now. */
  keepMessage(known: KnownMessage): void {
    const before = this.#messages.get(known.item);
    this.#messages.set(known.item, known);
    if (before?.folder === known.folder) return;
    if (before !== undefined) this.#contents.get(before.folder)?.delete(known.item);
    const contents = this.#contents.get(known.folder) ?? new Set();
    this.#contents.set(known.folder, contents.add(known.item));
  }

  /** Forgets a message. */
  dropMessage(item: string): void {
    const known = this.#messages.get(item);
    if (known === undefined) return;
    this.#messages.delete(item);
    this.#contents.get(known.folder)?.delete(item);
  }

  /** @throws Refusal when the store does not say which one its inbox is, NotThere when the folder is not known */
  folder(ref: FolderRef): KnownFolder {
    const known = this.#folders.get(ref);
    if (known !== undefined) return known;
    if (isOfStore(ref) && ref !== INBOX) return this.#findStandard(ref);
    // Messages of earlier lives are known by the path of their folder.
    const inbox = this.#folders.get(INBOX) ?? this.#findInbox();
    if (ref === INBOX || ref === inbox.path || this.isFlat) return inbox;
    for (const standard of STANDARD_FOLDERS) {
      const folder = this.hasFolder(standard) ? this.folder(standard) : undefined;
      if (folder?.path === ref) return folder;
    }
    throw new NotThere(`the workload knows no folder ${ref}`);
  }

  /** Whether the store has such a folder; of those that it makes itself it need not have all. */
  hasFolder(ref: FolderRef): boolean {
    return this.#folders.has(ref) || standardEntryId(this.store, ref) !== undefined;
  }

  /** Finds the known folder of an item by its name. */
  folderOfItem(item: string): { readonly ref: FolderRef; readonly known: KnownFolder } {
    for (const [ref, known] of this.#folders) {
      if (ref === item || ref.endsWith(`/${item}`)) return { ref, known };
    }
    throw new NotThere(`the workload knows no folder ${item}`);
  }

  /** @throws Refusal */
  open(ref: FolderRef): IMAPIFolder {
    const open = this.#open.get(ref) ?? openFolder(this.store, this.folder(ref).entryId);
    this.#open.set(ref, open);
    return open;
  }

  /** Takes down that there is a folder. */
  addFolder(ref: FolderRef, folder: KnownFolder): void {
    this.#folders.set(ref, folder);
  }

  /** Forgets a folder that was deleted. */
  dropFolder(ref: FolderRef): void {
    this.#folders.delete(ref);
    this.closeFolder(ref);
  }

  /** Releases a folder, for what is not done to open ones. */
  closeFolder(ref: FolderRef): void {
    this.#open.get(ref)?.Release();
    this.#open.delete(ref);
  }

  /** Takes down an object with unsaved changes. */
  keepUnsaved(message: IMessage): void {
    this.#unsaved.push(message);
  }

  /** Releases what is still open; unsaved changes are lost with it, as they must be. */
  release(): void {
    for (const object of [...this.#unsaved.splice(0), ...this.#open.values()]) object.Release();
    this.#open.clear();
  }

  #findInbox(): KnownFolder {
    const answer = this.store.GetReceiveFolder('IPM.Note', 0);
    // Only the store that is the default one has to receive messages: others may have no folder for them.
    const entryId = isCode(answer.hr, ...NOT_DONE) ? this.#base : unwrap(answer, 'IMsgStore::GetReceiveFolder').entryId;
    this.#receives = answer.hr;
    const inbox = {
      entryId,
      path: entryId === null || entryId === this.#base ? '' : pathOf(this.store, entryId, this.#base),
    };
    this.#folders.set(INBOX, inbox);
    return inbox;
  }

  #findStandard(ref: FolderRef): KnownFolder {
    const entryId = standardEntryId(this.store, ref);
    if (entryId === undefined) throw new NotThere(`the store has no folder ${ref}`);
    const folder = { entryId, path: pathOf(this.store, entryId, this.#base) };
    this.#folders.set(ref, folder);
    return folder;
  }

  #remember({ item, category, state, entryId: text }: EarlierItem): void {
    if (text === undefined || category === 'setting') return;
    const entryId = entryIdFromText(text);
    if (category === 'folder') {
      const path = joinPath(state.folder, item);
      this.#folders.set(path, { entryId, path, state });
    } else {
      this.keepMessage({ item, category, entryId, folder: state.folder, state, content: null });
    }
  }
}
