// Saves messages into the LevelDB example as a client does, until they are durable, and in turn with that lets a thread
// write the same records into LevelDB, in the same batches; prints what that has cost in each round, as JSON.
//
//   node measure-level-saves.js
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { LevelStore } from '@mapi-kit/example-level-store';
import * as sdk from '@mapi-kit/sdk';
import { encodeStoredObject, messageStoreProvider } from '@mapi-kit/sdk/store';
import { Subsystem } from '@mapi-kit/sdk/subsystem';
import { committing, costOfSaving, logOn, saveSmallMessage } from './saving-client.js';

const KIT = { ...sdk, messageStoreProvider, Subsystem };
const MESSAGES_PER_COMMIT = 256;
const COMMITS = 16;
const REHEARSALS = 2;
const ROUNDS = 11;
const STORE = committing(LevelStore);

// Rehearsals come first: the code of both sides gets compiled, and the first one gives the records.
const rounds = [];
const batches = [];
for (let round = 0; round < REHEARSALS + ROUNDS; round++) {
  const folder = mkdtempSync(join(tmpdir(), 'mapi-kit-bench-'));
  try {
    const client = saveAsClient(folder, round === 0 ? (batch) => batches.push(batch) : undefined);
    const direct = await writeDirectly(folder);
    if (round >= REHEARSALS) rounds.push({ client, direct });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
console.log(JSON.stringify({ messages: MESSAGES_PER_COMMIT * COMMITS, perCommit: MESSAGES_PER_COMMIT, rounds }));

/** The cost of saving through the subsystem. */
function saveAsClient(folder, committed = () => {}) {
  const client = logOn(KIT, STORE, folder);
  client.author.committed = committed;
  const batches = { commits: COMMITS, perCommit: MESSAGES_PER_COMMIT };
  const cost = costOfSaving(KIT, client, batches, (parent, index) => saveSmallMessage(KIT, parent, index));
  client.logOff();
  return cost;
}

/** The same records, as somebody writes them who has them as bytes, and uses LevelDB alone. */
async function writeDirectly(folder) {
  const records = batches.map((batch) =>
    batch.flatMap(({ put }) => [
      { type: 'put', key: `object!${put.id}`, value: encodeStoredObject(put) },
      { type: 'put', key: `place!${put.parent}!${put.kind}!${put.id}`, value: new Uint8Array() },
    ]),
  );
  const worker = new Worker(new URL('level-batches.js', import.meta.url));
  worker.postMessage({ path: join(folder, 'direct'), batches: records });
  const [cost] = await once(worker, 'message');
  await worker.terminate();
  return cost;
}
