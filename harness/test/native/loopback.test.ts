import { MAPI_UNICODE, PR_DISPLAY_NAME_W, type ProviderModule, propTagName, type SPropValueArray } from '@mapi-kit/sdk';
import { Subsystem } from '@mapi-kit/sdk/subsystem';
import test, { type ExecutionContext } from 'ava';
import { ABProviderInit } from '../fixtures/books/correct-book.js';
import { XPProviderInit } from '../fixtures/transports/correct-transport.js';
import { temporaryFolder } from '../run/temporary-folder.js';
import { looped } from './looped.js';

function session(t: ExecutionContext, kind: 'address-book' | 'transport', module: ProviderModule) {
  const folder = temporaryFolder(t);
  const subsystem = new Subsystem({ profileDirectory: folder, modules: new Map([['it', module]]) });
  subsystem.MAPIInitialize(null);
  subsystem.profiles.createProfile('work');
  subsystem.profiles.addProvider('work', { kind, dllName: 'it', displayName: 'It', dataDirectory: folder });
  const { value } = subsystem.MAPILogonEx(0, 'work', null, 0);
  if (value === null) throw new Error('no session');
  return {
    session: value,
    subsystem,
    end: () => {
      value.Logoff(0, 0, 0);
      value.Release();
      subsystem.MAPIUninitialize();
    },
  };
}

const shown = (row: SPropValueArray): readonly string[] =>
  row
    .filter(({ value }) => !(value instanceof Uint8Array))
    .map(({ tag, value }) => `${propTagName(tag)} ${String(value)}`);

function useBook(t: ExecutionContext, module: ProviderModule): readonly unknown[] {
  const { session: client, subsystem, end } = session(t, 'address-book', module);
  const book = client.OpenAddressBook(0, null, 0).value;
  const path = book?.GetSearchPath(MAPI_UNICODE).value ?? [];
  const ask = [[{ tag: PR_DISPLAY_NAME_W, value: 'nobody of this name' }], []];
  const seen = [
    path.length,
    path.map((id) => book?.OpenEntry(id, null, 0).value?.objectType),
    book?.ResolveName(0, MAPI_UNICODE, null, ask).hr,
    book?.CreateOneOff('Ä', 'SMTP', 'a@example.org', MAPI_UNICODE).hr,
  ];
  book?.Release();
  end();
  return [...seen, subsystem.ledger.violations];
}

function useTransport(t: ExecutionContext, module: ProviderModule): readonly unknown[] {
  const { session: client, subsystem, end } = session(t, 'transport', module);
  const table = client.GetStatusTable(MAPI_UNICODE).value;
  const rows = table?.QueryRows(20, 0).value ?? [];
  table?.Release();
  const types = client.EnumAdrTypes(MAPI_UNICODE);
  end();
  return [rows.map(shown), types, subsystem.ledger.violations, subsystem.ledger.leaks()];
}

const here = process.platform === 'linux' && process.arch === 'x64' ? test.serial : test.serial.skip;

here('an address book that is called through C answers as it does directly', async (t) => {
  t.deepEqual(useBook(t, (await looped({ ABProviderInit })).module), useBook(t, { ABProviderInit }));
});

here('a transport that is called through C answers as it does directly', async (t) => {
  const direct = useTransport(t, { XPProviderInit });
  t.true(JSON.stringify(direct).includes('SMTP'));
  t.deepEqual(useTransport(t, (await looped({ XPProviderInit })).module), direct);
});
