// What runs in the thread: LevelDB, whose functions only promise. The store calls these through a SyncWorker.
import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ClassicLevel } from 'classic-level';

/** One step of a batch. */
export type LevelStep =
  | { readonly type: 'put'; readonly key: string; readonly value: Uint8Array }
  | { readonly type: 'del'; readonly key: string };

/** What LevelDB writes when it opens, besides what is in its log. */
const ROOM_TO_OPEN = 64 * 1024;

let folder = '';
let database: ClassicLevel<string, Uint8Array>;

/** Opens the database, or makes it; another process that has it, or another thread of this one, makes this fail. */
export async function open(path: string): Promise<void> {
  folder = path;
  database = new ClassicLevel(path, { valueEncoding: 'view' });
  await database.open();
}

/** Writes all steps or none, and has handed them to the operating system when it is done. */
export async function commit(steps: LevelStep[]): Promise<void> {
  await database.batch(steps);
}

/** Gives undefined where there is none. */
export function read(key: string): Promise<Uint8Array | undefined> {
  return database.get(key);
}

/** Gives what stands under the keys that are left when `prefix` is taken off the keys that begin with it. */
export async function readListed(prefix: string, keyOf: string): Promise<(Uint8Array | undefined)[]> {
  const keys = await database.keys({ gt: prefix, lt: `${prefix}\uffff` }).all();
  return database.getMany(keys.map((key) => keyOf + key.slice(prefix.length)));
}

/**
 * Closes and opens the database: after a write that failed LevelDB goes on in the middle of a torn record, and acknowledges
 * what the next opening does not find.
 */
export async function reopen(): Promise<void> {
  if (database.status === 'open') {
    // Where there is no room it stays as it is, and can be read meanwhile.
    requireRoom();
    await database.close();
  }
  await database.open();
}

export function close(): Promise<void> {
  return database.close();
}

/** Opening makes a table of what is in the log. */
function requireRoom(): void {
  const logs = readdirSync(folder).filter((name) => name.endsWith('.log'));
  const bytes = logs.reduce((sum, name) => sum + statSync(join(folder, name)).size, ROOM_TO_OPEN);
  const trial = `${folder}.room`;
  try {
    writeFileSync(trial, new Uint8Array(bytes));
  } finally {
    rmSync(trial, { force: true });
  }
}
