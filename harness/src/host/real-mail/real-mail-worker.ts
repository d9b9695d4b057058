import { type IMessage, KEEP_OPEN_READWRITE, MAPI_E_NOT_FOUND, PR_SUBJECT_W } from '@mapi-kit/sdk';
import type { Mail } from '../../life/mail.js';
import { type ItemCategory, WHOLE } from '../../recording/events.js';
import { itemName, labelOf, parseLabel } from '../../recording/item-names.js';
import { insist, Refusal } from '../store/refusal.js';
import { HARNESS_ITEM_TAG } from '../store/tags.js';
import { saveMessage } from '../store/write-message.js';
import { type FolderRef, INBOX } from '../workload/actions.js';
import type { KnownMessage } from '../workload/client-model.js';
import { findInFolder, openToChange } from '../workload/message-actions.js';
import { deletesMessages, newMessage } from '../workload/new-folder.js';
import { NotThere } from '../workload/not-there.js';
import type { Random } from '../workload/random.js';
import { markRead } from '../workload/read-flags.js';
import { unicodeText } from '../workload/values.js';
import type { WorkContext } from '../workload/work-context.js';
import { adoptNames } from './adopted-names.js';
import { attemptRealMail } from './attempt-real-mail.js';
import { makeMail } from './make-mail.js';
import { adoptCreation, adoptFlags, changeStatus, clearReceipt, setFlags } from './marks.js';
import type { OpenedMail } from './property-changes.js';
import { deepestFolder } from './real-folders.js';
import { makeWholeMail } from './whole-mail.js';
import { type SavedParts, writeMail, writeProperties } from './write-whole.js';

/** Copies are counted behind all other messages: what is changed in the next life is known by its number. */
const COPIES = 2_000;

/** What is special about a message that is made. */
interface MoreOfMail {
  /** Flags that it is given before its first save. */
  readonly flags?: number | undefined;
  /** Its names are very long: what of them a store cuts at once, everybody sees at once. */
  readonly adoptsNames?: true;
  /** What reports call it, where its subject does not say which one it is. */
  readonly label?: string;
}

/** Makes and changes messages as real ones are, and journals what the store has acknowledged. */
export class RealMailWorker {
  readonly context: WorkContext;
  readonly random: Random;
  readonly #life: number;
  #copies = 0;

  constructor(context: WorkContext, random: Random, life: number) {
    this.context = context;
    this.random = random;
    this.#life = life;
  }

  /** Makes and saves a message of a sort. */
  create(category: ItemCategory, sort: number): string {
    const folder = sort % 3 === 0 ? INBOX : (deepestFolder(this.context, sort % 5) ?? INBOX);
    return this.createMail(category, folder, (item) => makeMail(this.random, item, sort));
  }

  /** Messages with something of everything: one in the deepest folder, and one that no user sees. */
  createWhole(): void {
    this.createMail('created', deepestFolder(this.context) ?? INBOX, (item) => makeWholeMail(this.random, item));
    this.createMail('created', INBOX, (item) => makeWholeMail(this.random, item, true));
  }

  /** Makes and saves a message in a certain folder. */
  createIn(folder: FolderRef, sort: number): void {
    this.createMail('created', folder, (item) => makeMail(this.random, item, sort));
  }

  /**
   * Makes and saves a message of this name in the Inbox.
   *
   * @param flags - what it says of itself; none unless given
   */
  createNamed(item: string, make: (item: string) => Mail, flags?: number): void {
    this.#createItem(item, 'created', INBOX, make, { flags });
  }

  /** Makes and saves a message whose subject does not say which one it is: reports call it `label`. */
  createLabelled(label: string, make: (item: string) => Mail): void {
    this.createMail('created', INBOX, make, { label });
  }

  /** Makes a message of a sort that is counted with the copies: something is made of it, and it goes. */
  makeAside(sort: number): string {
    const item = itemName('m', this.#life, COPIES + ++this.#copies);
    this.#createItem(item, 'changed', INBOX, (name) => makeMail(this.random, name, sort), {});
    return item;
  }

  /** Makes and saves what `make` makes for the next item. */
  createMail(category: ItemCategory, folder: FolderRef, make: (item: string) => Mail, more: MoreOfMail = {}): string {
    const item = itemName('m', this.#life, ++this.context.model.counters.message);
    this.#createItem(item, category, folder, make, more);
    return item;
  }

  #createItem(
    item: string,
    category: ItemCategory,
    folder: FolderRef,
    make: (item: string) => Mail,
    { flags, label, adoptsNames }: MoreOfMail,
  ): void {
    const { model } = this.context;
    this.attempt(item, () => {
      const mail = make(item);
      const message = newMessage(model, folder, mail.associated === true);
      const parts: SavedParts = { 'flag/associated': String(mail.associated === true) };
      writeMail(message, mail, parts);
      if (flags !== undefined) setFlags(message, flags);
      const entryId = saveMessage(message);
      message.Release();
      if (flags !== undefined) adoptFlags(model.store, entryId, parts);
      if (label !== undefined) adoptCreation(model.store, entryId, parts);
      if (adoptsNames === true) adoptNames(model.store, entryId, parts);
      const state = this.#state(item, 1, folder, parts);
      const named = label === undefined ? state : { ...state, label };
      this.#keep({ item, category, entryId, folder, state: named, content: null });
    });
  }

  /**
   * Opens a message, changes and saves it. Its subject says that it is another version.
   *
   * @param before - changes that are saved before, one after the other, in the same open message
   */
  changeContent(
    item: string,
    change: (mail: OpenedMail) => void,
    ...before: readonly ((mail: OpenedMail) => void)[]
  ): void {
    const known = this.context.model.message(item);
    const message = this.#open(known);
    const parts: SavedParts = { ...known.state.parts };
    const version = (parseLabel(known.state.label)?.version ?? 1) + 1;
    for (const first of before) {
      first(this.#opened(message, parts));
      insist(message.SaveChanges(KEEP_OPEN_READWRITE), 'IMessage::SaveChanges (KEEP_OPEN_READWRITE)');
    }
    change(this.#opened(message, parts));
    this.setSubject(message, item, version, parts);
    const entryId = saveMessage(message);
    message.Release();
    const state = this.#state(item, version, known.folder, parts);
    this.#keep({ ...known, category: 'changed', entryId, state });
  }

  /** Opens a message and changes it; the client leaves without having saved it. */
  leaveChanged(item: string, change: (mail: OpenedMail) => void): void {
    const { model, reporter } = this.context;
    const known = model.message(item);
    const message = this.#open(known);
    model.keepUnsaved(message);
    change(this.#opened(message, { ...known.state.parts }));
    reporter.unsaved(
      item,
      known.state,
      'streams, lists and embedded messages of it were changed, and it was not saved again',
    );
  }

  /** Copies a message; the copy is a message of its own. */
  copy(item: string): void {
    this.#giveOtherName(this.#copy(item), () => undefined);
  }

  /** Copies a message and leaves the copy as it is: the original gets another name, and loses what it shared with the copy. */
  copyAndChange(item: string, change: (mail: OpenedMail) => void): void {
    const { model } = this.context;
    const original = model.message(item);
    const copy = this.#copy(item);
    this.#giveOtherName(original, change);
    this.#keep({ ...copy, state: { ...copy.state, folder: model.folder(copy.folder).path } });
  }

  /** Copies a message and leaves the copy as it is: the original is deleted. */
  copyAndDelete(item: string): void {
    const { model } = this.context;
    const original = model.message(item);
    if (!deletesMessages(this.context)) throw new NotThere('the store deletes no messages');
    const copy = this.#copy(item);
    const hr = model.open(original.folder).DeleteMessages([original.entryId], 0, null, 0);
    insist(hr, 'IMAPIFolder::DeleteMessages');
    this.#keep({ ...copy, state: { ...copy.state, folder: model.folder(copy.folder).path } });
  }

  /** @returns the copy, which is called as the original is */
  #copy(item: string): KnownMessage {
    const { model } = this.context;
    const known = model.message(item);
    const before = new Set(findInFolder(model, INBOX, item).map(String));
    const hr = model.open(known.folder).CopyMessages([known.entryId], null, model.open(INBOX), 0, null, 0);
    if (!this.context.reporter.does('copying messages', hr)) throw new NotThere('the store copies no messages');
    const entryId = findInFolder(model, INBOX, item).find((found) => !before.has(String(found)));
    if (entryId === undefined) throw new Refusal('IMAPIFolder::CopyMessages did not copy', MAPI_E_NOT_FOUND);
    return { ...known, category: 'changed', entryId, folder: INBOX };
  }

  #giveOtherName(known: KnownMessage, change: (mail: OpenedMail) => void): void {
    const item = itemName('m', this.#life, COPIES + ++this.#copies);
    const message = this.#open(known);
    const parts: SavedParts = { ...known.state.parts };
    writeProperties(message, [{ tag: HARNESS_ITEM_TAG, value: item }], parts, '');
    change(this.#opened(message, parts));
    this.setSubject(message, item, 1, parts);
    const entryId = saveMessage(message);
    message.Release();
    this.#keep({
      ...known,
      item,
      category: 'changed',
      entryId,
      state: this.#state(item, 1, known.folder, parts),
    });
  }

  markRead(item: string, read: boolean): void {
    const { model } = this.context;
    const known = model.message(item);
    // Of an entry id that opens nothing a store may say S_OK, and nothing was marked then.
    this.#open(known).Release();
    const parts: SavedParts = { ...known.state.parts };
    if (markRead(this.context, known.folder, [known.entryId], read)) parts['flag/read'] = String(read);
    changeStatus(model.open(known.folder), known.entryId, parts);
    this.#keep({ ...known, category: 'changed', state: { ...known.state, parts } });
  }

  /** Nobody waits for a receipt of it any more. */
  clearReceipt(item: string): void {
    const { model } = this.context;
    const known = model.message(item);
    const parts: SavedParts = { ...known.state.parts };
    clearReceipt(model.store, model.open(known.folder), known.entryId, parts);
    this.#keep({ ...known, category: 'changed', state: { ...known.state, parts } });
  }

  /** Does something to an item; what the store refuses is reported. */
  attempt(item: string, perform: () => void): void {
    attemptRealMail(this.context, this.#life, item, perform);
  }

  #opened(message: IMessage, parts: SavedParts): OpenedMail {
    return { message, parts, random: this.random, reporter: this.context.reporter };
  }

  #open({ entryId }: KnownMessage): IMessage {
    return openToChange(this.context.model, entryId);
  }

  /** Sets a subject that says which version of an item it is. */
  setSubject(message: IMessage, item: string, version: number, parts: SavedParts): void {
    const value = `${labelOf(item, version)} ${unicodeText(this.random)}`;
    writeProperties(message, [{ tag: PR_SUBJECT_W, value }], parts, '');
  }

  #state(item: string, version: number, folder: FolderRef, parts: SavedParts): KnownMessage['state'] {
    return {
      label: labelOf(item, version),
      properties: WHOLE,
      folder: this.context.model.folder(folder).path,
      parts,
    };
  }

  #keep(known: KnownMessage): void {
    this.context.model.keepMessage(known);
    this.context.reporter.saved(known.item, known.category, known.state, known.entryId);
  }
}
