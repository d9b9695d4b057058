// Saves messages into the LMDB example as a client does, until they are durable; prints what that has cost in each round,
// as JSON.
//
//   node measure-lmdb-saves.js ROOT           with the SDK and the example of a checkout
//   node measure-lmdb-saves.js ROOT --floor   and, in turn with that, puts the same records into LMDB directly
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { costHere } from './cost.js';
import { committing, costOfSaving, logOn, saveSmallMessage } from './saving-client.js';

const MESSAGES_PER_COMMIT = 256;
const COMMITS = 16;
const REHEARSALS = 3;
const ROUNDS = 25;

const [root, floor] = process.argv.slice(2);
const { resolve } = createRequire(join(root, 'package.json'));
const from = (name) => import(pathToFileURL(resolve(name)));
const { LmdbStore } = await from('@mapi-kit/example-lmdb-store');
const KIT = {
  ...(await from('@mapi-kit/sdk')),
  ...(await from('@mapi-kit/sdk/store')),
  ...(await from('@mapi-kit/sdk/subsystem')),
};
const STORE = committing(LmdbStore);

// Rehearsals come first: the code of both sides gets compiled, and the first one gives the records.
const rounds = [];
const batches = [];
for (let round = 0; round < REHEARSALS + ROUNDS; round++) {
  const folder = mkdtempSync(join(tmpdir(), 'mapi-kit-bench-'));
  try {
    const client = saveAsClient(folder, round === 0 ? batches : undefined);
    const direct = floor === '--floor' ? await putDirectly(folder, batches) : null;
    if (round >= REHEARSALS) rounds.push({ client, direct });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
console.log(JSON.stringify({ messages: MESSAGES_PER_COMMIT * COMMITS, perCommit: MESSAGES_PER_COMMIT, rounds }));

/** The cost of saving through the subsystem; `batches` gets what was committed. */
function saveAsClient(folder, batches) {
  const client = logOn(KIT, STORE, folder);
  // Copies, and no longer than they are wanted: if all of that stayed, V8 would take it for long-lived.
  client.author.committed = (batch) =>
    batches?.push(batch.map(({ put }) => ({ put: KIT.decodeStoredObject(put.bytes) })));
  const cost = costOfSaving(KIT, client, { commits: COMMITS, perCommit: MESSAGES_PER_COMMIT }, (parent, index) =>
    saveSmallMessage(KIT, parent, index),
  );
  client.logOff();
  return cost;
}

/** The same records, as somebody writes them who uses LMDB alone. */
async function putDirectly(folder, batches) {
  const { open } = await import('lmdb');
  const database = open({ path: join(folder, 'direct'), maxDbs: 2, noSubdir: false });
  const objects = database.openDB({ name: 'objects' });
  const places = database.openDB({ name: 'places' });
  const cost = costHere(() => {
    for (const batch of batches) {
      database.transactionSync(() => {
        for (const { put } of batch) {
          objects.putSync(put.id, put);
          places.putSync([put.parent, put.kind, put.id], null);
        }
      });
    }
  });
  await database.close();
  return cost;
}
