import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MSProviderInit } from '@mapi-kit/example-level-store';
import {
  findValue,
  type HRESULT,
  type IMAPIFolder,
  KEEP_OPEN_READWRITE,
  MAPI_MODIFY,
  MDB_WRITE,
  PR_ENTRYID,
  PR_FOLDER_TYPE,
  PR_SUBJECT_W,
  type Result,
  S_OK,
  SEARCH_RUNNING,
} from '@mapi-kit/sdk';
import { Subsystem } from '@mapi-kit/sdk/subsystem';
import { SyncWorker } from '@mapi-kit/sdk/sync-worker';
import test, { type ExecutionContext } from 'ava';

type LevelDatabase = typeof import('../src/level-database.js');

const DATABASE = new URL('../../dist/level-database.js', import.meta.url);
const SYNC_WORKER = import.meta.resolve('@mapi-kit/sdk/sync-worker');

function newFolder(t: ExecutionContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'mapi-kit-level-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function openDatabase(t: ExecutionContext, folder: string): SyncWorker<LevelDatabase> {
  const database = new SyncWorker<LevelDatabase>(DATABASE);
  t.teardown(() => database.kill());
  database.call('open', join(folder, 'level'));
  return database;
}

function must<T>({ hr, value }: Result<T>): T {
  if (value === null) throw new Error(`failed with ${hr}`);
  return value;
}

/** A client of the example, logged on. */
function logOn(folder: string) {
  const dataDirectory = join(folder, 'data');
  const subsystem = new Subsystem({
    profileDirectory: join(folder, 'profiles'),
    modules: new Map([['level', { MSProviderInit }]]),
  });
  subsystem.MAPIInitialize(null);
  if (!subsystem.profiles.hasProfile('work')) {
    mkdirSync(dataDirectory);
    subsystem.profiles.createProfile('work');
    subsystem.profiles.addProvider('work', { kind: 'store', dllName: 'level', displayName: 'Box', dataDirectory });
  }
  const session = must(subsystem.MAPILogonEx(0, 'work', null, 0));
  const [row] = must(must(session.GetMsgStoresTable(0)).QueryRows(1, 0));
  const entryId = row?.find(({ tag }) => tag === PR_ENTRYID)?.value as Uint8Array;
  const store = must(session.OpenMsgStore(0, entryId, null, MDB_WRITE));
  const root = must(store.OpenEntry(null, null, MAPI_MODIFY)).unknown as IMAPIFolder;
  const logOff = (): HRESULT => {
    root.Release();
    store.Release();
    return session.Logoff(0, 0, 0);
  };
  return { root, logOff };
}

test('A logoff closes the database, and the next logon of the same process finds what was saved', (t) => {
  const folder = newFolder(t);
  for (const subject of ['first', 'second']) {
    const { root, logOff } = logOn(folder);
    const message = must(root.CreateMessage(null, 0));
    message.SetProps([{ tag: PR_SUBJECT_W, value: subject }]);
    t.is(message.SaveChanges(KEEP_OPEN_READWRITE), S_OK);
    message.Release();
    t.is(logOff(), S_OK);
  }
  const { root, logOff } = logOn(folder);
  const contents = must(root.GetContentsTable(0));
  contents.SetColumns([PR_SUBJECT_W], 0);
  t.deepEqual(
    must(contents.QueryRows(10, 0))
      .map(([subject]) => subject?.value)
      .sort(),
    ['first', 'second'],
  );
  contents.Release();
  t.is(logOff(), S_OK);
});

test('A search folder is there again, and searches, after fast shutdown and a kill', (t) => {
  const folder = newFolder(t);
  const { logOff } = logOn(folder);
  t.is(logOff(), S_OK);
  const script = `
    import { MSProviderInit } from '${import.meta.resolve('@mapi-kit/example-level-store')}';
    import * as mapi from '${import.meta.resolve('@mapi-kit/sdk')}';
    import { Subsystem } from '${import.meta.resolve('@mapi-kit/sdk/subsystem')}';
    const subsystem = new Subsystem({ profileDirectory: process.argv[1], modules: new Map([['level', { MSProviderInit }]]) });
    subsystem.MAPIInitialize(null);
    const session = subsystem.MAPILogonEx(0, 'work', null, 0).value;
    const [row] = session.GetMsgStoresTable(0).value.QueryRows(1, 0).value;
    const store = session.OpenMsgStore(0, mapi.findValue(row, mapi.PR_ENTRYID), null, mapi.MDB_WRITE).value;
    const root = store.OpenEntry(null, null, mapi.MAPI_MODIFY).value.unknown;
    const rootId = mapi.findValue(root.GetProps([mapi.PR_ENTRYID], 0).value, mapi.PR_ENTRYID);
    const found = root.CreateFolder(mapi.FOLDER_SEARCH, 'found', null, null, 0).value;
    const hr = found.SetSearchCriteria({ rt: 8, tag: mapi.PR_SUBJECT_W }, [rootId], mapi.RESTART_SEARCH);
    const shutdown = session.QueryInterface(mapi.IID_IMAPIClientShutdown).value;
    shutdown.QueryFastShutdown();
    shutdown.NotifyProcessShutdown();
    if (hr === 0 && shutdown.DoFastShutdown() === 0) process.kill(process.pid, 'SIGKILL');`;
  const args = ['--input-type=module', '-e', script, join(folder, 'profiles')];
  const { signal, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 60_000 });
  t.deepEqual({ signal, stderr }, { signal: 'SIGKILL', stderr: '' });

  const { root, logOff: end } = logOn(folder);
  const [row] = must(must(root.GetHierarchyTable(0)).QueryRows(9, 0)).filter(
    (one) => findValue(one, PR_FOLDER_TYPE) === 2,
  );
  const found = must(root.OpenEntry(findValue(row ?? [], PR_ENTRYID) ?? null, null, MAPI_MODIFY))
    .unknown as IMAPIFolder;
  const message = must(root.CreateMessage(null, 0));
  message.SetProps([{ tag: PR_SUBJECT_W, value: 'later' }]);
  t.is(message.SaveChanges(0), S_OK);
  const table = must(found.GetContentsTable(0));
  table.SetColumns([PR_SUBJECT_W], 0);
  t.deepEqual(must(table.QueryRows(9, 0)), [[{ tag: PR_SUBJECT_W, value: 'later' }]]);
  t.is(must(found.GetSearchCriteria(0)).searchState, SEARCH_RUNNING);
  for (const object of [table, message, found]) object.Release();
  t.is(end(), S_OK);
});

test('The objects of a place are those, and not of places whose names are longer', (t) => {
  const database = openDatabase(t, newFolder(t));
  const value = Uint8Array.of(1);
  database.call('commit', [
    { type: 'put', key: 'object!a', value },
    { type: 'put', key: 'object!b', value: Uint8Array.of(2) },
    { type: 'put', key: 'place!p!message!a', value },
    { type: 'put', key: 'place!pp!message!b', value },
  ]);
  t.deepEqual(database.call('readListed', 'place!p!message!', 'object!'), [value]);
});

test('Opening anew is put off where there is no room for what is in the log, and reading goes on', (t) => {
  const folder = newFolder(t);
  const database = openDatabase(t, folder);
  database.call('commit', [{ type: 'put', key: 'a', value: Uint8Array.of(7) }]);
  // A folder where the room is tried: it cannot be written.
  mkdirSync(join(folder, 'level.room'));
  writeFileSync(join(folder, 'level.room', 'file'), '');
  t.throws(() => database.call('reopen'), { message: /EISDIR/ });
  t.deepEqual(database.call('read', 'a'), Uint8Array.of(7));
  rmSync(join(folder, 'level.room'), { recursive: true });
  database.call('reopen');
  t.deepEqual(database.call('read', 'a'), Uint8Array.of(7));
  t.deepEqual(readdirSync(folder), ['level']);
});

// Node unloads a native add-on with the last thread that has loaded it, and the process ends by a signal now and then. What
// is loaded only Linux tells.
const STAYS = 'LevelDB, which has threads of its own, stays in memory when the thread that has loaded it ends';
if (process.platform === 'linux') {
  test(STAYS, (t) => {
    const script = `
    import { readFileSync } from 'node:fs';
    import { SyncWorker } from '${SYNC_WORKER}';
    const database = new SyncWorker(new URL('${DATABASE.href}'));
    database.call('open', process.argv[1]);
    database.call('close');
    const threads = () => /^Threads:\\s*(\\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))[1];
    const before = threads();
    database.close();
    while (threads() === before) await new Promise((resolve) => setTimeout(resolve, 10));
    await new Promise((resolve) => setTimeout(resolve, 200));
    console.log(readFileSync('/proc/self/maps', 'utf8').includes('/classic-level/'));`;
    const args = ['--input-type=module', '-e', script, newFolder(t)];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 60_000 });
    t.deepEqual({ status, stdout, stderr }, { status: 0, stdout: 'true\n', stderr: '' });
  });
} else {
  test(`Left out, since this system does not tell: ${STAYS}`, (t) => t.not(process.platform, 'linux'));
}
