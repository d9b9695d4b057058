import {
  CURRENT_SPI_VERSION,
  FAILED,
  formatHresult,
  type HRESULT,
  IID_IMAPIProviderShutdown,
  type IMAPIFolder,
  type IMAPIProviderShutdown,
  type IMAPITable,
  type IMessage,
  type IMSLogon,
  type IMSProvider,
  type IMsgStore,
  MAPI_MODIFY,
  PR_DISPLAY_NAME_W,
  PR_ENTRYID,
  PR_MAPI_KIT_DATA_DIRECTORY_W,
  PR_MAPI_KIT_SETTINGS_W,
  PR_SUBJECT_W,
  PROP_ID,
  type PropertyValue,
  type PropTag,
  propValue,
  type Result,
  type SPropValue,
} from '@mapi-kit/sdk';
import { type MessageStoreClass, type MessageStoreOptions, messageStoreProvider } from '@mapi-kit/sdk/store';
import { FakeSection, FakeSupport } from './fake-support.js';
import { MemoryStore } from './memory-store.js';

let directories = 0;

/** The value of a result that has to be a success. */
export function ok<T>(result: Result<T>): T {
  if (FAILED(result.hr) || result.value === null) throw new Error(`expected success, got ${formatHresult(result.hr)}`);
  return result.value;
}

/** Fails unless a code is a success. */
export function okay(hr: HRESULT): void {
  if (FAILED(hr)) throw new Error(`expected success, got ${formatHresult(hr)}`);
}

/** A name for a data directory that no other test uses. */
export function freshDirectory(): string {
  directories += 1;
  return `/data/${directories}`;
}

/** A profile section that names a data directory. */
export function sectionFor(directory: string, settings: readonly string[] = []): FakeSection {
  const section = new FakeSection();
  section.SetProps([propValue(PR_MAPI_KIT_DATA_DIRECTORY_W, directory), propValue(PR_MAPI_KIT_SETTINGS_W, settings)]);
  return section;
}

export function makeProvider(
  storeClass: MessageStoreClass = MemoryStore,
  options: MessageStoreOptions = {},
): IMSProvider {
  const init = messageStoreProvider(storeClass, options);
  return ok(init({ flags: 0, mapiVersion: CURRENT_SPI_VERSION })).provider;
}

export function shutdownOf(provider: IMSProvider): IMAPIProviderShutdown {
  const shutdown = ok(provider.QueryInterface(IID_IMAPIProviderShutdown));
  shutdown.Release();
  return shutdown;
}

/** A client that is logged on. */
export interface Client {
  readonly provider: IMSProvider;
  readonly support: FakeSupport;
  readonly section: FakeSection;
  readonly directory: string;
  readonly logon: IMSLogon;
  readonly store: IMsgStore;
  readonly root: IMAPIFolder;
  readonly inbox: IMAPIFolder;
}

/** Logs on at a store, a new one unless a section is given. */
export function logOn(
  given: { provider?: IMSProvider; section?: FakeSection; storeClass?: MessageStoreClass } = {},
): Client {
  const provider = given.provider ?? makeProvider(given.storeClass);
  const directory = freshDirectory();
  const section = given.section ?? sectionFor(directory);
  const support = new FakeSupport(section);
  const { logon, store } = ok(provider.Logon(support.asSupport, 0, 'profile', null, 0, null));
  if (logon === null) throw new Error('the store was open already');
  const inbox = openFolder(store, ok(store.GetReceiveFolder(null, 0)).entryId);
  return { provider, support, section, directory, logon, store, root: openFolder(store, null), inbox };
}

/** The spooler's logon at the store of a client. */
export function logOnSpooler(client: Client): { store: IMsgStore; logon: IMSLogon | null; support: FakeSupport } {
  const support = new FakeSupport(client.section);
  const result = ok(client.provider.SpoolerLogon(support.asSupport, 0, 'profile', null, 0, null, null));
  return { store: result.store, logon: result.logon, support };
}

export function openFolder(store: IMsgStore, entryId: Uint8Array | null): IMAPIFolder {
  return ok(store.OpenEntry(entryId, null, MAPI_MODIFY)).unknown as IMAPIFolder;
}

export function openMessage(store: IMsgStore, entryId: Uint8Array, flags: number = MAPI_MODIFY): IMessage {
  return ok(store.OpenEntry(entryId, null, flags)).unknown as IMessage;
}

export function newMessage(folder: IMAPIFolder, subject: string): IMessage {
  const message = ok(folder.CreateMessage(null, 0));
  ok(message.SetProps([propValue(PR_SUBJECT_W, subject)]));
  return message;
}

/** Creates, saves and releases a message. */
export function saveMessage(folder: IMAPIFolder, subject: string): Uint8Array {
  const message = newMessage(folder, subject);
  okay(message.SaveChanges(0));
  const entryId = entryIdOf(message);
  message.Release();
  return entryId;
}

/** Submits a message out of a folder and gives its entry id. */
export function submitFrom(folder: IMAPIFolder, subject: string): Uint8Array {
  const message = newMessage(folder, subject);
  okay(message.ModifyRecipients(0, [[propValue(PR_DISPLAY_NAME_W, 'Ada')]]));
  const entryId = entryIdOf(message);
  okay(message.SubmitMessage(0));
  message.Release();
  return entryId;
}

/** The subjects in the outgoing queue, as a spooler that comes and goes sees them. */
export function queueOf(client: Client): PropertyValue[] {
  const { store } = logOnSpooler(client);
  const queued = column(ok(store.GetOutgoingQueue(0)), PR_SUBJECT_W);
  store.Release();
  return queued;
}

export function entryIdOf(object: { GetProps: IMessage['GetProps'] }): Uint8Array {
  return get(object, PR_ENTRYID) as Uint8Array;
}

/** One property of an object. */
export function get<T extends PropertyValue>(
  object: { GetProps: IMessage['GetProps'] },
  tag: PropTag<T>,
): PropertyValue {
  const [property] = ok(object.GetProps([tag], 0));
  return property?.value ?? null;
}

export function newFolder(parent: IMAPIFolder, name: string): IMAPIFolder {
  return ok(parent.CreateFolder(1, name, null, null, 0));
}

/** All rows of a table, which is released. */
export function rowsOf(table: IMAPITable): readonly (readonly SPropValue[])[] {
  const rows = ok(table.QueryRows(0x7fffffff, 0));
  table.Release();
  return rows;
}

export function column(table: IMAPITable, tag: PropTag): PropertyValue[] {
  return rowsOf(table).map((row) => row.find((entry) => PROP_ID(entry.tag) === PROP_ID(tag))?.value ?? null);
}

export function subjects(folder: IMAPIFolder, flags = 0): PropertyValue[] {
  return column(ok(folder.GetContentsTable(flags)), PR_SUBJECT_W);
}

export function folderNames(folder: IMAPIFolder): PropertyValue[] {
  return column(ok(folder.GetHierarchyTable(0)), PR_DISPLAY_NAME_W);
}
