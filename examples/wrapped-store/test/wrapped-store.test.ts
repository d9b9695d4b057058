import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MSProviderInit, wrapProvider } from '@mapi-kit/example-wrapped-store';
import {
  ComObject,
  CURRENT_SPI_VERSION,
  E_NOINTERFACE,
  failed,
  type HRESULT,
  IID_IMAPIProviderShutdown,
  IID_IMSProvider,
  IID_IUnknown,
  type IMAPIFolder,
  type IMAPIProviderShutdown,
  type IMSProvider,
  type IMsgStore,
  KEEP_OPEN_READWRITE,
  MAPI_E_CALL_FAILED,
  MAPI_E_DISK_ERROR,
  MAPI_E_NO_SUPPORT,
  MAPI_E_VERSION,
  MAPI_MODIFY,
  MDB_WRITE,
  PR_ENTRYID,
  PR_SUBJECT_W,
  type Result,
  S_OK,
  succeeded,
} from '@mapi-kit/sdk';
import { Subsystem } from '@mapi-kit/sdk/subsystem';
import test, { type ExecutionContext } from 'ava';

type Phase = 'QueryFastShutdown' | 'NotifyProcessShutdown' | 'DoFastShutdown';
type Wrapper = IMSProvider & IMAPIProviderShutdown;

const PHASES: readonly Phase[] = ['QueryFastShutdown', 'NotifyProcessShutdown', 'DoFastShutdown'];

/** A provider object that notes what it is told, and answers `answer` to fast shutdown. */
class Wrapped extends ComObject implements IMSProvider {
  readonly told: string[] = [];
  answer: () => HRESULT = () => S_OK;
  readonly #hasShutdown: boolean;

  constructor(hasShutdown = true) {
    super();
    this.#hasShutdown = hasShutdown;
  }

  protected override interfaces() {
    return this.#hasShutdown ? [IID_IMSProvider, IID_IMAPIProviderShutdown] : [IID_IMSProvider];
  }

  get count(): number {
    return this.references;
  }

  QueryFastShutdown = (): HRESULT => this.#tell('QueryFastShutdown');
  NotifyProcessShutdown = (): HRESULT => this.#tell('NotifyProcessShutdown');
  DoFastShutdown = (): HRESULT => this.#tell('DoFastShutdown');

  Shutdown(): HRESULT {
    this.told.push('Shutdown');
    return S_OK;
  }

  Logon(): ReturnType<IMSProvider['Logon']> {
    return failed(MAPI_E_CALL_FAILED);
  }

  SpoolerLogon(): ReturnType<IMSProvider['SpoolerLogon']> {
    return failed(MAPI_E_CALL_FAILED);
  }

  CompareStoreIDs(): Result<boolean> {
    return succeeded(true);
  }

  #tell(phase: Phase): HRESULT {
    this.told.push(phase);
    return this.answer();
  }
}

function wrap(wrapped: IMSProvider): Wrapper {
  const init = wrapProvider(() => succeeded({ providerVersion: CURRENT_SPI_VERSION, provider: wrapped }));
  return must(init({ flags: 0, mapiVersion: CURRENT_SPI_VERSION })).provider as Wrapper;
}

function must<T>({ hr, value }: Result<T>): T {
  if (value === null) throw new Error(`failed with ${hr}`);
  return value;
}

for (const phase of PHASES) {
  test(`${phase} reaches the wrapped provider once, and its answer comes back`, (t) => {
    const wrapped = new Wrapped();
    const wrapper = wrap(wrapped);
    t.is(wrapper[phase](), S_OK);
    t.deepEqual(wrapped.told, [phase]);
    wrapped.answer = () => MAPI_E_NO_SUPPORT;
    t.is(wrapper[phase](), MAPI_E_NO_SUPPORT);
    t.is(wrapped.count, 1, 'no reference is left over');
  });

  test(`${phase} refuses for a wrapped provider without IMAPIProviderShutdown`, (t) => {
    const wrapped = new Wrapped(false);
    t.is(wrap(wrapped)[phase](), MAPI_E_NO_SUPPORT);
    t.deepEqual(wrapped.told, []);
  });

  test(`${phase} of a wrapped provider that throws is a failure, and no exception`, (t) => {
    const wrapped = new Wrapped();
    wrapped.answer = () => {
      throw new Error('thrown by the wrapped provider');
    };
    t.is(wrap(wrapped)[phase](), MAPI_E_CALL_FAILED);
    t.is(wrapped.count, 1);
  });
}

test('The wrapper has an identity of its own, and both interfaces even when the wrapped provider has one', (t) => {
  const wrapped = new Wrapped(false);
  const wrapper = wrap(wrapped);
  for (const iid of [IID_IUnknown, IID_IMSProvider, IID_IMAPIProviderShutdown]) {
    const { hr, value } = wrapper.QueryInterface(iid);
    t.is(hr, S_OK);
    t.true((value as unknown) === wrapper);
  }
  t.is(wrapped.QueryInterface(IID_IMAPIProviderShutdown).hr, E_NOINTERFACE);
});

test('Shutdown and the last Release are passed on', (t) => {
  const wrapped = new Wrapped();
  const wrapper = wrap(wrapped);
  t.is(wrapper.Shutdown(0), S_OK);
  t.deepEqual(wrapped.told, ['Shutdown']);
  wrapper.AddRef();
  wrapper.Release();
  t.is(wrapped.count, 1);
  wrapper.Release();
  t.is(wrapped.count, 0);
});

test('An entry point that fails makes no wrapper', (t) => {
  const init = wrapProvider(() => failed(MAPI_E_VERSION));
  t.deepEqual(init({ flags: 0, mapiVersion: 0 }), failed(MAPI_E_VERSION));
});

/** A client at the example, logged on. */
function client(t: ExecutionContext) {
  const folder = mkdtempSync(join(tmpdir(), 'mapi-kit-wrapped-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const dataDirectory = join(folder, 'data');
  mkdirSync(dataDirectory);
  let wrapper: Wrapper | undefined;
  const init: typeof MSProviderInit = (parameters) => {
    const made = MSProviderInit(parameters);
    wrapper = made.value?.provider as Wrapper;
    return made;
  };
  const modules = new Map([['wrapped', { MSProviderInit: init }]]);
  const subsystem = new Subsystem({ profileDirectory: join(folder, 'profiles'), modules });
  subsystem.MAPIInitialize(null);
  subsystem.profiles.createProfile('work');
  subsystem.profiles.addProvider('work', {
    kind: 'store',
    dllName: 'wrapped',
    displayName: 'Box',
    dataDirectory,
    isDefault: true,
  });
  const session = must(subsystem.MAPILogonEx(0, 'work', null, 0));
  t.teardown(() => session.Logoff(0, 0, 0));
  const [row] = must(must(session.GetMsgStoresTable(0)).QueryRows(1, 0));
  const entryId = row?.find(({ tag }) => tag === PR_ENTRYID)?.value as Uint8Array;
  const store = must(session.OpenMsgStore(0, entryId, null, MDB_WRITE));
  const journal = join(dataDirectory, 'journal.txt');
  return { session, store, wrapper: wrapper as unknown as Wrapper, journal };
}

/** Saves a message; gives its entry id. */
function save(store: IMsgStore): string {
  const root = must(store.OpenEntry(null, null, MAPI_MODIFY)).unknown as IMAPIFolder;
  const message = must(root.CreateMessage(null, 0));
  message.SetProps([{ tag: PR_SUBJECT_W, value: 'journalled' }]);
  message.SaveChanges(KEEP_OPEN_READWRITE);
  const [entryId] = must(message.GetProps([PR_ENTRYID], 0));
  message.Release();
  root.Release();
  return Buffer.from(entryId?.value as Uint8Array).toString('hex');
}

test('When DoFastShutdown returns, every saved message is in the journal; a later one is written at once', (t) => {
  const { store, wrapper, journal } = client(t);
  const ids = [save(store), save(store)];
  t.is(wrapper.QueryFastShutdown(), S_OK);
  t.is(wrapper.DoFastShutdown(), S_OK);
  t.deepEqual(eventsIn(journal), [`created ${ids[0]}`, `created ${ids[1]}`]);
  const late = save(store);
  t.deepEqual(eventsIn(journal).at(-1), `created ${late}`);
});

test('NotifyProcessShutdown writes the journal, and recording goes on', (t) => {
  const { store, wrapper, journal } = client(t);
  const ids = [save(store)];
  t.is(wrapper.NotifyProcessShutdown(), S_OK);
  t.deepEqual(eventsIn(journal), [`created ${ids[0]}`]);
  ids.push(save(store));
  t.is(wrapper.DoFastShutdown(), S_OK);
  t.deepEqual(
    eventsIn(journal),
    ids.map((id) => `created ${id}`),
  );
});

test('A classic logoff writes the journal', (t) => {
  const { session, store, journal } = client(t);
  const id = save(store);
  store.Release();
  session.Logoff(0, 0, 0);
  t.deepEqual(eventsIn(journal), [`created ${id}`]);
});

test('DoFastShutdown fails while the journal cannot be written, and loses no line', (t) => {
  const { store, wrapper, journal } = client(t);
  const id = save(store);
  mkdirSync(journal);
  t.is(wrapper.NotifyProcessShutdown(), MAPI_E_DISK_ERROR);
  t.is(wrapper.DoFastShutdown(), MAPI_E_DISK_ERROR);
  rmSync(journal, { recursive: true });
  t.is(wrapper.DoFastShutdown(), S_OK);
  t.deepEqual(eventsIn(journal), [`created ${id}`]);
});

function eventsIn(journal: string): string[] {
  const lines = readFileSync(journal, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => line.slice(line.indexOf(' ') + 1));
}
