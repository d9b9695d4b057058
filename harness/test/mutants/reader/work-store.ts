import {
  type ENTRYID,
  FOLDER_GENERIC,
  FOLDER_MOVE,
  findValue,
  IID_IMAPIFolder,
  IID_IMessage,
  type IMAPIFolder,
  type IMessage,
  type IMsgStore,
  MAPI_ASSOCIATED,
  MAPI_MODIFY,
  MAPI_UNICODE,
  MESSAGE_MOVE,
  MODRECIP_REMOVE,
  MSGFLAG_SUBMIT,
  PR_ATTACH_DATA_BIN,
  PR_BODY_W,
  PR_DISPLAY_NAME_W,
  PR_ENTRYID,
  PR_MESSAGE_CLASS_W,
  PR_MESSAGE_FLAGS,
  PR_ROWID,
  PR_RTF_COMPRESSED,
  PR_SUBJECT_W,
  propTag,
  type SRow,
} from '@mapi-kit/sdk';
import { demand, insist } from './demand.js';
import { rowsOf } from './dump-object.js';
import { addRecipients, attachFile, attachMessage, deleteSome, set, setNamed, setStream } from './fill.js';
import { CONTRACT_TAGS, FOLDER_TAGS, MAIL_TAGS, TYPED_TAGS } from './tags.js';
import { NAMES, Values } from './values.js';

const PR_HTML = propTag(0x1013, 0x102);
const PR_OWN_TEXT = propTag(0x6901, 0x1f);

/** Of this class are the messages that a client changes; the others stay as they are. */
const TO_BE_CHANGED = 'IPM.Note.Change';
/** So begin the names of the folders that the next life changes. */
const FOR_LATER = 'Später';

/** What is going to be changed, in the order in which it was made. */
interface Changeable {
  readonly messages: readonly ENTRYID[];
  readonly folders: readonly ENTRYID[];
  readonly submitted: readonly ENTRYID[];
}

/** A client that uses everything that a store can keep. */
export class StoreWork {
  readonly #store: IMsgStore;
  readonly #values: Values;
  readonly #inbox: IMAPIFolder;

  /** @param life - counted from 0 */
  constructor(store: IMsgStore, life: number) {
    this.#store = store;
    this.#values = new Values(100_000 * (life + 1));
    this.#inbox = this.#folder(demand(store.GetReceiveFolder(null, 0), 'GetReceiveFolder').entryId);
  }

  /** Makes new objects, changes some of them, and some of what an earlier life has made. */
  work(): void {
    const earlier = this.#left();
    this.#change(earlier);
    this.#change(this.#make());
    this.#changeable();
    this.#folders(this.#inbox, 4, FOR_LATER);
    this.#setStore();
  }

  /** A few more saves. */
  more(): void {
    for (let i = 0; i < 3; i += 1) this.#message(this.#inbox, 0, (message) => this.#fillLists(message, 3));
  }

  release(): void {
    this.#inbox.Release();
  }

  /** Messages of every sort, and what is changed in the same life. */
  #make(): Changeable {
    const chain = this.#chain();
    const deep = this.#folder(chain.at(-1) as ENTRYID);
    for (const fill of this.#fills()) this.#message(this.#inbox, 0, fill);
    this.#message(deep, 0, (message) => this.#fillLists(message, 2));
    this.#message(deep, 0, (message) => set(message, this.#values.properties(TYPED_TAGS)));
    this.#message(this.#inbox, MAPI_ASSOCIATED, (message) => set(message, this.#values.properties(TYPED_TAGS)));
    const submitted = [0, 1, 2].map(() => {
      const id = this.#message(this.#inbox, 0, (message) => this.#fillLists(message, 2));
      const message = this.#open(id);
      insist(message.SubmitMessage(0), 'SubmitMessage');
      message.Release();
      return id;
    });
    return { messages: this.#changeable(), folders: this.#folders(this.#inbox, 4, 'Ordner'), submitted };
  }

  #fills(): readonly ((message: IMessage) => void)[] {
    return [
      (message) => set(message, this.#values.properties([...CONTRACT_TAGS, ...MAIL_TAGS])),
      (message) => set(message, this.#values.properties(TYPED_TAGS)),
      (message) => this.#fillLarge(message),
      (message) => setNamed(message, this.#values),
      (message) => this.#fillLists(message, 3),
      (message) => this.#fillLists(message, 40),
      (message) => attachMessage(message, 1, this.#values),
      (message) => this.#fillEmpty(message),
    ];
  }

  /** A message for each change. */
  #changeable(): readonly ENTRYID[] {
    const fills = this.#fills();
    return [1, 3, 12, 12, 6, 1, 1, 12, 2].map((fill) =>
      this.#message(this.#inbox, 0, fills[fill] ?? ((message) => this.#fillLists(message, fill)), TO_BE_CHANGED),
    );
  }

  /** Folders five deep. */
  #chain(): readonly ENTRYID[] {
    let parent = this.#inbox;
    return Array.from({ length: 5 }, () => {
      const [id] = this.#folders(parent, 1, 'Tief');
      parent = this.#folder(id as ENTRYID);
      return id as ENTRYID;
    });
  }

  #folders(parent: IMAPIFolder, count: number, called: string): readonly ENTRYID[] {
    return Array.from({ length: count }, () => {
      const name = `${called} ${this.#values.number}`;
      const folder = demand(parent.CreateFolder(FOLDER_GENERIC, name, 'erst', null, MAPI_UNICODE), 'CreateFolder');
      set(folder, this.#values.properties(FOLDER_TAGS));
      setNamed(folder, this.#values);
      return findValue(demand(folder.GetProps([PR_ENTRYID], 0), 'GetProps'), PR_ENTRYID) as ENTRYID;
    });
  }

  #change({ messages, folders, submitted }: Changeable): void {
    const [typed, named, lists, fewer, outer, moved, deleted, many, large] = messages;
    const [renamed, away, other, gone] = folders;
    this.#update(typed, (message) => {
      set(message, this.#values.properties(TYPED_TAGS.slice(0, 14)));
      deleteSome(message, [0x694e, 0x694f, 0x6950]);
    });
    this.#update(named, (message) => setNamed(message, this.#values));
    this.#update(lists, (message) => {
      const attach = demand(message.OpenAttach(0, null, MAPI_MODIFY), 'OpenAttach');
      set(attach, [{ tag: PR_ATTACH_DATA_BIN, value: this.#values.bytes(40) }]);
      insist(attach.SaveChanges(0), 'IAttach::SaveChanges');
      attach.Release();
      addRecipients(message, 2, this.#values);
      attachFile(message, 33, this.#values);
    });
    this.#update(fewer, (message) => {
      insist(message.DeleteAttach(0, 0, null, 0), 'DeleteAttach');
      insist(message.ModifyRecipients(MODRECIP_REMOVE, [[{ tag: PR_ROWID, value: 0 }]]), 'ModifyRecipients');
    });
    this.#update(outer, (message) => attachFile(message, 20, this.#values));
    this.#update(many, (message) => set(message, [{ tag: PR_SUBJECT_W, value: `other ${this.#values.number}` }]));
    this.#update(large, (message) => setStream(message, PR_HTML, this.#values.bytes(120_000)));
    if (moved !== undefined && renamed !== undefined) {
      insist(this.#inbox.CopyMessages([moved], null, this.#folder(renamed), 0, null, MESSAGE_MOVE), 'CopyMessages');
    }
    if (deleted !== undefined) insist(this.#inbox.DeleteMessages([deleted], 0, null, 0), 'DeleteMessages');
    if (typed !== undefined) insist(this.#inbox.SetReadFlags([typed], 0, null, 0), 'SetReadFlags');
    if (renamed !== undefined && away !== undefined && other !== undefined && gone !== undefined) {
      set(this.#folder(renamed), [{ tag: PR_DISPLAY_NAME_W, value: `umbenannt ${this.#values.number}` }]);
      const to = this.#folder(renamed);
      insist(this.#inbox.CopyFolder(away, null, to, null, 0, null, FOLDER_MOVE), 'CopyFolder');
      set(this.#folder(other), this.#values.properties(FOLDER_TAGS.slice(1)));
      insist(this.#inbox.DeleteFolder(gone, 0, null, 0), 'DeleteFolder');
    }
    const [back, takenBack] = submitted;
    if (back !== undefined) insist(this.#store.AbortSubmit(back, 0), 'AbortSubmit');
    if (takenBack !== undefined) {
      insist(this.#store.AbortSubmit(takenBack, 0), 'AbortSubmit');
      insist(this.#inbox.DeleteMessages([takenBack], 0, null, 0), 'DeleteMessages');
    }
  }

  #setStore(): void {
    const ids = [0x6990, 0x6991, 0x6992];
    set(
      this.#store,
      ids.map((id, index) => this.#values.property(propTag(id, [0x1f, 0x102, 0x3][index] as number))),
    );
    const [folder] = this.#folders(this.#inbox, 1, 'Empfang');
    insist(this.#store.SetReceiveFolder('IPM.Own', MAPI_UNICODE, folder ?? null), 'SetReceiveFolder');
  }

  /** What the life before has left for a change: the last that it made. */
  #left(): Changeable {
    const listed = (rows: readonly SRow[]): readonly ENTRYID[] =>
      rows.flatMap((row) => findValue(row, PR_ENTRYID) ?? []).sort((a, b) => Buffer.compare(a, b));
    const messages = rowsOf(this.#inbox.GetContentsTable(0), 'GetContentsTable');
    const folders = rowsOf(this.#inbox.GetHierarchyTable(MAPI_UNICODE), 'GetHierarchyTable');
    return {
      messages: listed(messages.filter((row) => findValue(row, PR_MESSAGE_CLASS_W) === TO_BE_CHANGED)).slice(-9),
      folders: listed(folders.filter((row) => findValue(row, PR_DISPLAY_NAME_W)?.startsWith(FOR_LATER) === true)).slice(
        -4,
      ),
      submitted: listed(
        messages.filter((row) => ((findValue(row, PR_MESSAGE_FLAGS) ?? 0) & MSGFLAG_SUBMIT) !== 0),
      ).slice(0, 2),
    };
  }

  #update(id: ENTRYID | undefined, change: (message: IMessage) => void): void {
    if (id === undefined) return;
    const message = this.#open(id);
    change(message);
    insist(message.SaveChanges(0), 'SaveChanges');
    message.Release();
  }

  #message(
    folder: IMAPIFolder,
    flags: number,
    fill: (message: IMessage) => void,
    messageClass: string = 'IPM.Note',
  ): ENTRYID {
    const message = demand(folder.CreateMessage(null, flags), 'CreateMessage');
    set(message, [{ tag: PR_MESSAGE_CLASS_W, value: messageClass }]);
    fill(message);
    set(message, [{ tag: PR_SUBJECT_W, value: `RE: subject ${this.#values.text(30)}` }]);
    insist(message.SaveChanges(0), 'SaveChanges');
    const id = findValue(demand(message.GetProps([PR_ENTRYID], 0), 'GetProps'), PR_ENTRYID) as ENTRYID;
    message.Release();
    return id;
  }

  #fillLarge(message: IMessage): void {
    set(message, [{ tag: PR_OWN_TEXT, value: this.#values.text(9_000) }]);
    setStream(message, PR_BODY_W, Buffer.from(this.#values.text(70_000), 'utf16le'));
    setStream(message, PR_HTML, this.#values.bytes(90_000));
    set(message, [{ tag: PR_RTF_COMPRESSED, value: this.#values.bytes(7_000) }]);
    const [id] = demand(message.GetIDsFromNames([(NAMES[8] as (typeof NAMES)[number]).name], 2), 'GetIDsFromNames');
    setStream(message, propTag(((id ?? 0) >>> 16) & 0xffff, 0x102), this.#values.bytes(80_000));
  }

  #fillLists(message: IMessage, recipients: number): void {
    set(message, [{ tag: PR_BODY_W, value: this.#values.text(400) }]);
    addRecipients(message, recipients, this.#values);
    for (const size of recipients === 3 ? [0, 3_000, 80_000] : [0, 90]) attachFile(message, size, this.#values);
  }

  #fillEmpty(message: IMessage): void {
    set(message, [
      { tag: PR_BODY_W, value: '' },
      { tag: PR_HTML, value: new Uint8Array(0) },
      { tag: PR_OWN_TEXT, value: '' },
    ]);
  }

  #open(id: ENTRYID): IMessage {
    return demand(this.#store.OpenEntry(id, IID_IMessage, MAPI_MODIFY), 'OpenEntry').unknown as IMessage;
  }

  #folder(id: ENTRYID): IMAPIFolder {
    return demand(this.#store.OpenEntry(id, IID_IMAPIFolder, MAPI_MODIFY), 'OpenEntry').unknown as IMAPIFolder;
  }
}
