import {
  type ENTRYID,
  FAILED,
  findValue,
  IID_IAttachment,
  IID_IMAPIFolder,
  IID_IMAPITable,
  IID_IMessage,
  IID_IMsgStore,
  type IMAPIFolder,
  type IMAPITable,
  type IMessage,
  type IMsgStore,
  PR_ATTACH_NUM,
  PR_ENTRYID,
  type PropTag,
  type Result,
  type SRow,
} from '@mapi-kit/sdk';
import type { UseOpened } from '../subjects/subject.js';
import { baseEntryId } from './folders.js';
import { lend } from './lend.js';

/** So many messages are opened in search of one with an attachment. */
const MOST_MESSAGES = 8;
const MOST_FOLDERS = 6;
const ROWS = 20;

/** Opens a store's objects of each sort: itself, folders, their tables, messages, attachments. */
export function openStoreObjects(store: IMsgStore, use: UseOpened): void {
  use('the store', store, IID_IMsgStore);
  new Opening(store, use).folder('the base folder', baseEntryId(store));
}

/** Of each sort as few as will do. */
class Opening {
  readonly #store: IMsgStore;
  readonly #use: UseOpened;
  #folders = 0;
  #messages = 0;
  #attachments = 0;

  constructor(store: IMsgStore, use: UseOpened) {
    this.#store = store;
    this.#use = use;
  }

  folder(what: string, entryId: ENTRYID | null): void {
    if (this.#folders === MOST_FOLDERS || this.#isDone) return;
    this.#folders += 1;
    const { hr, value } = this.#store.OpenEntry(entryId, null, 0);
    if (FAILED(hr) || value === null) return;
    // The entry id is that of a folder.
    const folder = value.unknown as IMAPIFolder;
    if (this.#folders <= 2) this.#use(what, folder, IID_IMAPIFolder);
    const contents = this.#table('the contents table of a folder', folder.GetContentsTable(0), PR_ENTRYID);
    const folders = this.#table('the hierarchy table of a folder', folder.GetHierarchyTable(0), PR_ENTRYID);
    folder.Release();
    for (const row of contents) this.#message(findValue(row, PR_ENTRYID));
    for (const row of folders) {
      const below = findValue(row, PR_ENTRYID);
      if (below !== undefined) this.folder('a folder', below);
    }
  }

  get #isDone(): boolean {
    return this.#messages > 0 && (this.#attachments > 0 || this.#messages === MOST_MESSAGES);
  }

  #message(entryId: ENTRYID | undefined): void {
    if (entryId === undefined || this.#isDone || this.#messages === MOST_MESSAGES) return;
    this.#messages += 1;
    const { hr, value } = this.#store.OpenEntry(entryId, null, 0);
    if (FAILED(hr) || value === null) return;
    // A contents table lists messages.
    const message = value.unknown as IMessage;
    if (this.#messages === 1) {
      this.#use('a message', message, IID_IMessage);
      lend(message.GetRecipientTable(0), (table) =>
        this.#use('the recipient table of a message', table, IID_IMAPITable),
      );
    }
    const [row] = this.#table('the attachment table of a message', message.GetAttachmentTable(0), PR_ATTACH_NUM);
    const number = row === undefined ? undefined : findValue(row, PR_ATTACH_NUM);
    if (number !== undefined) {
      this.#attachments += 1;
      lend(message.OpenAttach(number, null, 0), (attachment) => {
        this.#use('an attachment', attachment, IID_IAttachment);
      });
    }
    message.Release();
  }

  /** Shows a table, the first of its sort, and reads its first rows. */
  #table(what: string, opened: Result<IMAPITable>, column: PropTag): readonly SRow[] {
    let rows: readonly SRow[] = [];
    lend(opened, (table) => {
      if (this.#folders <= 1 && this.#messages <= 1) this.#use(what, table, IID_IMAPITable);
      table.SetColumns([column], 0);
      rows = table.QueryRows(ROWS, 0).value ?? [];
    });
    return rows;
  }
}
