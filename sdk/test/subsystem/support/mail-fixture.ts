import {
  findValue,
  type IMAPIFolder,
  type IMAPISession,
  type IMessage,
  type IMsgStore,
  MAPI_MODIFY,
  PR_ADDRTYPE_W,
  PR_DISPLAY_NAME_W,
  PR_EMAIL_ADDRESS_W,
  PR_ENTRYID,
  PR_IPM_OUTBOX_ENTRYID,
  PR_MESSAGE_CLASS_W,
  PR_SUBJECT_W,
  type PropTag,
  type ProviderModule,
  propValue,
  type SPropValue,
  type SRow,
} from '@mapi-kit/sdk';
import { messageStoreProvider } from '@mapi-kit/sdk/store';
import { Subsystem, type SubsystemOptions } from '@mapi-kit/sdk/subsystem';
import type { ExecutionContext } from 'ava';
import { MemoryStore } from '../../provider/store/support/memory-store.js';
import type { FakeTransport } from './fake-transport.js';
import { logOn, must, storeIds, temporaryFolder } from './fixture.js';

/** A session with a store that is open and some transports. */
export interface Mail {
  readonly subsystem: Subsystem;
  readonly session: IMAPISession;
  readonly store: IMsgStore;
  /** Sets the clock forward. */
  pass(seconds: number): void;
}

export interface MailOptions extends Partial<SubsystemOptions> {
  /** How many stores the profile has; only the first is opened. */
  stores?: number;
  /** The flags of OpenMsgStore. */
  openFlags?: number;
}

/** A subsystem whose profile `work` has memory stores and the transports, with the first store open. */
export function mailWith(
  t: ExecutionContext,
  transports: readonly Pick<FakeTransport, 'module'>[],
  options: MailOptions = {},
): Mail {
  const { stores = 1, openFlags = 0, ...rest } = options;
  let now = 1_700_000_000_000;
  const folder = temporaryFolder(t);
  const modules = new Map<string, ProviderModule>([['memory', { MSProviderInit: messageStoreProvider(MemoryStore) }]]);
  for (const [index, transport] of transports.entries()) modules.set(`transport-${index + 1}`, transport.module);
  const subsystem = new Subsystem({ profileDirectory: folder, modules, spooler: { clock: () => now }, ...rest });
  subsystem.profiles.createProfile('work');
  for (let index = 1; index <= stores; index++) {
    const dataDirectory = `${folder}/store-${index}`;
    subsystem.profiles.addProvider('work', {
      kind: 'store',
      dllName: 'memory',
      displayName: `store ${index}`,
      dataDirectory,
    });
  }
  for (const index of transports.keys()) {
    const dllName = `transport-${index + 1}`;
    const dataDirectory = `${folder}/${dllName}`;
    subsystem.profiles.addProvider('work', { kind: 'transport', dllName, displayName: dllName, dataDirectory });
  }
  subsystem.MAPIInitialize(null);
  const session = logOn(subsystem);
  const store = openStore(session, 0, openFlags);
  return {
    subsystem,
    session,
    store,
    pass: (seconds) => {
      now += 1000 * seconds;
    },
  };
}

/** Opens a store of the profile by its number. */
export function openStore(session: IMAPISession, index: number, flags = 0): IMsgStore {
  return must(session.OpenMsgStore(0, storeIds(session)[index] as Uint8Array, null, flags));
}

/** Submits a message to addresses, `TYPE:address` or SMTP ones; gives its entry id. */
export function submit(
  store: IMsgStore,
  subject: string,
  to: readonly string[],
  properties: readonly SPropValue[] = [],
): Uint8Array {
  const outbox = openFolder(store, propOf(store, PR_IPM_OUTBOX_ENTRYID) ?? new Uint8Array());
  const message = must(outbox.CreateMessage(null, 0));
  must(message.SetProps([propValue(PR_SUBJECT_W, subject), ...properties]));
  const rows = to.map((one): SRow => {
    const [type, address] = one.includes(':') ? (one.split(':') as [string, string]) : ['SMTP', one];
    return [
      propValue(PR_DISPLAY_NAME_W, address),
      propValue(PR_ADDRTYPE_W, type),
      propValue(PR_EMAIL_ADDRESS_W, address),
    ];
  });
  message.ModifyRecipients(0, rows);
  const entryId = propOf(message, PR_ENTRYID) ?? new Uint8Array();
  const hr = message.SubmitMessage(0);
  if (hr !== 0) throw new Error(`SubmitMessage gave ${hr}`);
  message.Release();
  outbox.Release();
  return entryId;
}

/** One property of an object. */
export function propOf<T extends SPropValue['value']>(
  object: Pick<IMessage, 'GetProps'>,
  tag: PropTag<T>,
): T | undefined {
  return findValue(must(object.GetProps([tag], 0)), tag);
}

export function openFolder(store: IMsgStore, entryId: Uint8Array): IMAPIFolder {
  return must(store.OpenEntry(entryId, null, MAPI_MODIFY)).unknown as IMAPIFolder;
}

export function openMessage(store: IMsgStore, entryId: Uint8Array, flags = 0): IMessage {
  return must(store.OpenEntry(entryId, null, flags)).unknown as IMessage;
}

/** `class: subject` of all messages in the inbox. */
export function inbox(store: IMsgStore): string[] {
  const { entryId } = must(store.GetReceiveFolder(null, 0));
  return contents(store, entryId).map(
    (row) => `${findValue(row, PR_MESSAGE_CLASS_W) ?? ''}: ${findValue(row, PR_SUBJECT_W) ?? ''}`,
  );
}

/** The rows of a folder. */
export function contents(store: IMsgStore, folderId: Uint8Array): SRow[] {
  const folder = openFolder(store, folderId);
  const table = must(folder.GetContentsTable(0));
  table.SetColumns([PR_SUBJECT_W, PR_MESSAGE_CLASS_W, PR_ENTRYID], 0);
  const rows = [...must(table.QueryRows(1000, 0))];
  table.Release();
  folder.Release();
  return rows;
}
