// Saves messages of the shape of real mail into the LMDB example as a client does, until they are durable, and in turn with
// that puts as many encoded bytes into LMDB, in the same batches: bytes that are there all the time, and bytes of which each
// message's are kept from its save to the commit, in memory that is used again, as the store's is; prints what that has cost in each round, as JSON.
//
// bench/figures/real-saves.js has it run with memory that is kept when it is freed, of all sides alike.
//
//   node measure-real-saves.js
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LmdbStore } from '@mapi-kit/example-lmdb-store';
import * as sdk from '@mapi-kit/sdk';
import { messageStoreProvider } from '@mapi-kit/sdk/store';
import { Subsystem } from '@mapi-kit/sdk/subsystem';
import { open } from 'lmdb';
import { costHere } from './cost.js';
import { namedTags, saveRealMessage } from './real-message.js';
import { committing, costOfSaving, logOn } from './saving-client.js';

const KIT = { ...sdk, messageStoreProvider, Subsystem };
const MESSAGES_PER_COMMIT = 250;
const COMMITS = 40;
const REHEARSED_COMMITS = 4;
/** Two for each order of the sides: who comes next may wait for the disk to take what the one before has written. */
const ROUNDS = 6;

const STORE = committing(LmdbStore);

// The rehearsal comes first: the code of both sides gets compiled, and it gives the bytes.
/** Of each message what is put: its large values, which come first, and itself. */
const records = [];
const ids = [];
measure(REHEARSED_COMMITS, (batch) => {
  let values = [];
  for (const { put } of batch) {
    if (put.kind !== 'message' && put.kind !== 'value') continue;
    const { id, parent, kind, bytes } = put;
    // The store uses their memory again.
    const entry = { bytes: Buffer.from(bytes), parent, kind };
    if (kind === 'value') {
      values.push(entry);
    } else {
      records.push([...values, entry]);
      values = [];
    }
    ids.push(id);
  }
});
const lengths = records.map((entries) => entries.reduce((sum, { bytes }) => sum + bytes.length, 0));
const longest = Math.max(...lengths);
const most = Math.max(...records.map((entries) => entries.length));
/** For the bytes of one batch. */
const batchMemory = Buffer.alloc(longest * MESSAGES_PER_COMMIT);
await putDirectly(REHEARSED_COMMITS, asTheyAre);
await putDirectly(REHEARSED_COMMITS, keptUntilCommit);
const sides = [
  ['client', () => measure(COMMITS)],
  ['direct', () => putDirectly(COMMITS, asTheyAre)],
  ['kept', () => putDirectly(COMMITS, keptUntilCommit)],
];
const rounds = [];
for (let round = 0; round < ROUNDS; round++) {
  const costs = {};
  for (const [name, side] of sides) costs[name] = await side();
  rounds.push(costs);
  sides.push(sides.shift());
}
const bytes = lengths.reduce((total, length) => total + length, 0) / lengths.length;
console.log(JSON.stringify({ messages: MESSAGES_PER_COMMIT * COMMITS, perCommit: MESSAGES_PER_COMMIT, bytes, rounds }));

/** What a client does, through the subsystem, with a commit after each batch; the cost. */
function measure(commits, committed = (_batch) => {}) {
  const folder = mkdtempSync(join(tmpdir(), 'mapi-kit-bench-'));
  try {
    const client = logOn(KIT, STORE, folder);
    const named = namedTags(client.store);
    client.author.committed = committed;
    const batches = { commits, perCommit: MESSAGES_PER_COMMIT };
    const cost = costOfSaving(KIT, client, batches, (parent, index) => saveRealMessage(parent, named, index));
    client.logOff();
    return cost;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The same bytes, as somebody writes them who has them already: those of the rehearsal again and again, each time as others.
 *
 * @param keep - what is done with bytes until the commit; it gets their place among those of the batch too. Who
 *   acknowledges a save before that needs a copy: the client may write into its own memory again, and a commit that fails is
 *   tried again
 */
async function putDirectly(commits, keep) {
  const folder = mkdtempSync(join(tmpdir(), 'mapi-kit-bench-'));
  try {
    const database = open({ path: join(folder, 'direct'), maxDbs: 2, noSubdir: false });
    const objects = database.openDB({ name: 'objects', encoding: 'binary' });
    const places = database.openDB({ name: 'places' });
    const cost = costHere(() => {
      for (let commit = 0; commit < commits; commit++) {
        const batch = [];
        for (let index = 0; index < MESSAGES_PER_COMMIT; index++) {
          const number = commit * MESSAGES_PER_COMMIT + index;
          const entries = records[number % records.length];
          let start = longest * index;
          for (const [place, { bytes, parent, kind }] of entries.entries()) {
            batch.push({ id: nthId(number * most + place), parent, kind, bytes: keep(bytes, start) });
            start += bytes.length;
          }
        }
        database.transactionSync(() => {
          for (const { id, parent, kind, bytes } of batch) {
            objects.putSync(id, bytes);
            places.putSync([parent, kind, id], null);
          }
        });
      }
    });
    await database.close();
    return cost;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function asTheyAre(bytes) {
  return bytes;
}

function keptUntilCommit(bytes, start) {
  batchMemory.set(bytes, start);
  return batchMemory.subarray(start, start + bytes.length);
}

/** Ids as long as those of the example, which sort in the order of creation as those do. */
function nthId(number) {
  return String(number).padStart(ids[0].length, '0');
}
