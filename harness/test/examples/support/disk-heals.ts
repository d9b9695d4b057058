// A client of an example whose disk gets full and has room again; started with the example, a folder on a small disk, and
// what to do. Prints a line of JSON, and dies as after a fast shutdown.
import { closeSync, mkdirSync, openSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  formatHresult,
  type HRESULT,
  IID_IMAPIProviderShutdown,
  type IMAPIFolder,
  type IMAPIProviderShutdown,
  type IMSProvider,
  KEEP_OPEN_READWRITE,
  MAPI_MODIFY,
  MDB_WRITE,
  type MSPROVIDERINIT,
  PR_ENTRYID,
  PR_SUBJECT_W,
  type Result,
} from '@mapi-kit/sdk';
import { Subsystem } from '@mapi-kit/sdk/subsystem';

/** What a client that wants to leave has heard, and what the process prints. */
export interface Told {
  readonly acknowledged: number;
  /** The answers of DoFastShutdown on the full disk, if it was asked there, and in the end. */
  readonly full?: string;
  readonly end: string;
}

/** A few of the interval in which an example commits in the background. */
const BACKGROUND_MS = 400;
/** More than one block, so that records are torn. */
const LARGE = 'x'.repeat(3000);

function must<T>({ hr, value }: Result<T>): T {
  if (value === null) throw new Error(formatHresult(hr));
  return value;
}

/** The provider itself: what the subsystem tells a client says nothing of who has failed. */
function logOn(init: MSPROVIDERINIT, disk: string): { provider: IMAPIProviderShutdown; root: IMAPIFolder } {
  const providers: IMSProvider[] = [];
  const noting: MSPROVIDERINIT = (parameters) => {
    const made = init(parameters);
    if (made.value !== null) providers.push(made.value.provider);
    return made;
  };
  const subsystem = new Subsystem({
    profileDirectory: join(disk, 'profiles'),
    modules: new Map([['store', { MSProviderInit: noting }]]),
  });
  subsystem.MAPIInitialize(null);
  if (!subsystem.profiles.hasProfile('work')) {
    mkdirSync(join(disk, 'data'));
    subsystem.profiles.createProfile('work');
    const dataDirectory = join(disk, 'data');
    subsystem.profiles.addProvider('work', { kind: 'store', dllName: 'store', displayName: 'Box', dataDirectory });
  }
  const session = must(subsystem.MAPILogonEx(0, 'work', null, 0));
  const [row] = must(must(session.GetMsgStoresTable(0)).QueryRows(1, 0));
  const entryId = row?.find(({ tag }) => tag === PR_ENTRYID)?.value as Uint8Array;
  const store = must(session.OpenMsgStore(0, entryId, null, MDB_WRITE));
  const [made] = providers;
  if (made === undefined) throw new Error('nobody has asked for a provider');
  const provider = must(made.QueryInterface(IID_IMAPIProviderShutdown));
  return { provider, root: must(store.OpenEntry(null, null, MAPI_MODIFY)).unknown as IMAPIFolder };
}

/** Saves five messages; gives how many were acknowledged. */
function save(root: IMAPIFolder, name: string): number {
  const saved = Array.from({ length: 5 }, (_, index): HRESULT => {
    const message = must(root.CreateMessage(null, 0));
    message.SetProps([{ tag: PR_SUBJECT_W, value: `${name}${index} ${LARGE}` }]);
    return message.SaveChanges(KEEP_OPEN_READWRITE);
  });
  return saved.filter((hr) => hr === 0).length;
}

/** Takes all the room that there is; gives how to give it back. */
function fill(disk: string): () => void {
  const filler = join(disk, 'filler');
  const file = openSync(filler, 'w');
  try {
    for (;;) writeSync(file, new Uint8Array(4096));
  } catch {
    // The disk is full.
  }
  closeSync(file);
  return () => unlinkSync(filler);
}

/** Saves, while there is room, on the full disk, and when there is room again; then a fast shutdown. */
async function live(init: MSPROVIDERINIT, disk: string, asksOnFullDisk: boolean): Promise<Told> {
  const { provider, root } = logOn(init, disk);
  const leave = (): string => {
    provider.QueryFastShutdown();
    provider.NotifyProcessShutdown();
    return formatHresult(provider.DoFastShutdown());
  };
  let acknowledged = save(root, 'a');
  await sleep(BACKGROUND_MS);
  const free = fill(disk);
  acknowledged += save(root, 'b');
  await sleep(BACKGROUND_MS);
  const full = asksOnFullDisk ? leave() : undefined;
  free();
  if (!asksOnFullDisk) {
    await sleep(BACKGROUND_MS);
    acknowledged += save(root, 'c');
  }
  return { acknowledged, ...(full !== undefined && { full }), end: leave() };
}

function subjectsOf(init: MSPROVIDERINIT, disk: string): string[] {
  const contents = must(logOn(init, disk).root.GetContentsTable(0));
  contents.SetColumns([PR_SUBJECT_W], 0);
  return must(contents.QueryRows(100, 0)).map(([subject]) => String(subject?.value).slice(0, 2));
}

const [example = '', disk = '', what] = process.argv.slice(2);
const { MSProviderInit } = (await import(example)) as { MSProviderInit: MSPROVIDERINIT };
const line =
  what === 'next'
    ? subjectsOf(MSProviderInit, disk)
    : await live(MSProviderInit, disk, what === 'ask on the full disk');
writeSync(1, `${JSON.stringify(line)}\n`);
process.kill(process.pid, 'SIGKILL');
