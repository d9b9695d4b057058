import { MAPI_E_LOGON_FAILED, type ProviderModule, S_OK } from '@mapi-kit/sdk';
import { messageStoreProvider } from '@mapi-kit/sdk/store';
import { type ProviderCall, type ProviderKind, Subsystem } from '@mapi-kit/sdk/subsystem';
import test, { type ExecutionContext } from 'ava';
import { MemoryStore } from '../provider/store/support/memory-store.js';
import { FakeAddressBook } from './support/fake-address-book.js';
import { FakeTransport } from './support/fake-transport.js';
import { clientShutdown, logOn, must, temporaryFolder } from './support/fixture.js';
import { inbox, openStore, submit } from './support/mail-fixture.js';

/** A store that opts in; it has everything on its disk at once. */
class ReadyStore extends MemoryStore {
  protected override supportsFastShutdown(): boolean {
    return true;
  }
}

/** A subsystem whose profile mixes two providers of each kind, and every call that passes to a provider. */
function mixed(t: ExecutionContext) {
  const folder = temporaryFolder(t);
  const calls: string[] = [];
  const calling = ({ provider, interfaceName, method }: ProviderCall) =>
    calls.push(`${provider.session} ${provider.name} ${interfaceName}::${method}`);
  const books = [1, 2].map(
    (index) => new FakeAddressBook({ containers: [{ name: `B${index}`, people: ['Ada'] }], logonResults: [] }),
  );
  const transports = [new FakeTransport({ addressTypes: ['SMTP'] }), new FakeTransport({ addressTypes: ['FAX'] })];
  const [bookA, bookB] = books as [FakeAddressBook, FakeAddressBook];
  const [smtp, fax] = transports as [FakeTransport, FakeTransport];
  const entries: [string, ProviderKind, ProviderModule][] = [
    ['store-a', 'store', { MSProviderInit: messageStoreProvider(ReadyStore) }],
    ['smtp', 'transport', smtp.module],
    ['book-a', 'address-book', bookA.module],
    ['store-b', 'store', { MSProviderInit: messageStoreProvider(ReadyStore) }],
    ['book-b', 'address-book', bookB.module],
    ['fax', 'transport', fax.module],
  ];
  const modules = new Map(entries.map(([name, , module]) => [name, module]));
  const subsystem = new Subsystem({ profileDirectory: folder, modules, observer: { calling } });
  subsystem.profiles.createProfile('work');
  for (const [name, kind] of entries) {
    const dataDirectory = `${folder}/${name}`;
    subsystem.profiles.addProvider('work', { kind, dllName: name, displayName: name, dataDirectory });
  }
  subsystem.MAPIInitialize(null);
  return { subsystem, calls, books, smtp, fax };
}

/** The calls of IMAPIProviderShutdown among others. */
function shutdownCalls(calls: readonly string[]): string[] {
  return calls.flatMap((call) => /^(.*) IMAPIProviderShutdown::(\w+Shutdown)$/.exec(call)?.slice(1).join(' ') ?? []);
}

test('a session with two providers of each kind sends, receives reports, and resolves names', (t) => {
  const { subsystem, smtp, fax } = mixed(t);
  const session = logOn(subsystem);
  const [a, b] = [openStore(session, 0), openStore(session, 1)];
  submit(a, 'one', ['ada@x', 'FAX:1']);
  submit(b, 'two', ['FAX:2', 'TELEX:3']);
  const round = subsystem.spooler.run();
  t.deepEqual([round.finished, round.reports, round.failures], [2, 1, 0]);
  t.deepEqual([smtp.opened, fax.opened], [['ada@x'], ['FAX:1', 'FAX:2']]);
  t.deepEqual([inbox(a), inbox(b)], [[], ['REPORT.IPM.Note.NDR: Undeliverable: two']]);
  t.is(must(must(session.OpenAddressBook(0, null, 0)).GetSearchPath(0)).length, 2);
});

test('fast shutdown reaches transports, address books, then stores, each provider object once in each phase', (t) => {
  const { subsystem, calls } = mixed(t);
  const session = logOn(subsystem);
  openStore(session, 0);
  openStore(session, 1);
  // The spooler logs on to the stores once more, through the same provider objects.
  subsystem.spooler.run();
  const shutdown = clientShutdown(session);
  calls.length = 0;
  t.is(shutdown.QueryFastShutdown(), S_OK);
  t.is(shutdown.NotifyProcessShutdown(), S_OK);
  t.is(shutdown.DoFastShutdown(), S_OK);
  const order = ['smtp', 'fax', 'book-a', 'book-b', 'store-a', 'store-b'];
  t.deepEqual(
    shutdownCalls(calls),
    ['QueryFastShutdown', 'NotifyProcessShutdown', 'DoFastShutdown'].flatMap((method) =>
      order.map((name) => `1 ${name} ${method}`),
    ),
  );
  calls.length = 0;
  subsystem.spooler.run();
  t.deepEqual(calls, []);
});

test('with several sessions a phase ends in all of them before the next begins, in the order of logon', (t) => {
  const { subsystem, calls } = mixed(t);
  const first = logOn(subsystem);
  openStore(first, 1);
  const second = logOn(subsystem);
  openStore(second, 0);
  subsystem.spooler.run();
  calls.length = 0;
  const shutdown = clientShutdown(second);
  shutdown.QueryFastShutdown();
  shutdown.NotifyProcessShutdown();
  const both = ['1 smtp', '1 fax', '1 book-a', '1 book-b', '1 store-b'].concat([
    '2 smtp',
    '2 fax',
    '2 book-a',
    '2 book-b',
    '2 store-a',
  ]);
  t.deepEqual(
    shutdownCalls(calls),
    ['QueryFastShutdown', 'NotifyProcessShutdown'].flatMap((method) => both.map((name) => `${name} ${method}`)),
  );
});

test('a classic exit tells transports to end, logs everything off, and shuts each provider object down once', (t) => {
  const { subsystem, calls } = mixed(t);
  const session = logOn(subsystem);
  openStore(session, 0).Release();
  openStore(session, 1);
  subsystem.spooler.run();
  calls.length = 0;
  session.Logoff(0, 0, 0);
  session.Release();
  const methods = calls.map((call) => call.replace(/^\S+ \S+ /, ''));
  const firstLogoff = methods.findIndex((method) => method.includes('Logoff'));
  t.true(methods.lastIndexOf('IXPLogon::TransportNotify') < firstLogoff);
  t.is(methods.filter((method) => method.endsWith('Provider::Shutdown')).length, 6);
  t.true(
    methods.findIndex((method) => method.endsWith('::Shutdown')) > methods.lastIndexOf('IXPLogon::TransportLogoff'),
  );
  t.deepEqual(subsystem.ledger.leaks(), []);
  t.deepEqual(subsystem.ledger.violations, []);
});

test('a provider that cannot log on leaves the session and the others working', (t) => {
  const { subsystem, books, smtp, fax } = mixed(t);
  books[0]?.options.logonResults?.push(MAPI_E_LOGON_FAILED);
  fax.options.logonResult = MAPI_E_LOGON_FAILED;
  const session = logOn(subsystem);
  const store = openStore(session, 0);
  submit(store, 'one', ['ada@x']);
  t.is(subsystem.spooler.run().finished, 1);
  t.deepEqual(smtp.opened, ['ada@x']);
  t.is(clientShutdown(session).QueryFastShutdown(), S_OK);
});
