// Saves messages into the LevelDB example as a client does, until they are durable, and in turn with that lets a thread
// write the same records into LevelDB, in the same batches; prints what that has cost in each round, as JSON.
//
//   node measure-level-saves.js
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { LevelStore } from '@mapi-kit/example-level-store';
import * as sdk from '@mapi-kit/sdk';
import { encodeStoredObject, messageStoreProvider } from '@mapi-kit/sdk/store';
import { Subsystem } from '@mapi-kit/sdk/subsystem';
import { costHere } from './cost.js';

const { MAPI_MODIFY, MDB_WRITE, PR_ENTRYID, S_OK } = sdk;
const MESSAGES_PER_COMMIT = 256;
const COMMITS = 16;
const REHEARSALS = 2;
const ROUNDS = 11;
const BODY = 'A line of a message as people write it, about nothing much. '.repeat(40);

/** The store of the example, which commits when it is told to: no turn of the event loop comes in between. */
class CommittingStore extends LevelStore {
  static last;
  /** What it committed, as long as somebody wants to know. */
  batches;

  constructor() {
    super();
    CommittingStore.last = this;
  }
  commit(batch) {
    this.batches?.push(batch);
    super.commit(batch);
  }
  commitNow() {
    this.flush();
  }
}

// Rehearsals come first: the code of both sides gets compiled, and the first one gives the records.
const rounds = [];
const batches = [];
for (let round = 0; round < REHEARSALS + ROUNDS; round++) {
  const folder = mkdtempSync(join(tmpdir(), 'mapi-kit-bench-'));
  try {
    const client = saveAsClient(folder, round === 0 ? batches : undefined);
    const direct = await writeDirectly(folder);
    if (round >= REHEARSALS) rounds.push({ client, direct });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
console.log(JSON.stringify({ messages: MESSAGES_PER_COMMIT * COMMITS, perCommit: MESSAGES_PER_COMMIT, rounds }));

/** CreateMessage, SetProps, SaveChanges and Release through the subsystem, with a commit after each batch; the cost. */
function saveAsClient(folder, batches) {
  const dataDirectory = join(folder, 'client');
  mkdirSync(dataDirectory);
  const modules = new Map([['level', { MSProviderInit: messageStoreProvider(CommittingStore) }]]);
  const subsystem = new Subsystem({ profileDirectory: join(folder, 'profiles'), modules });
  subsystem.MAPIInitialize(null);
  subsystem.profiles.createProfile('bench');
  const provider = { kind: 'store', dllName: 'level', displayName: 'Box', dataDirectory, isDefault: true };
  subsystem.profiles.addProvider('bench', provider);
  const session = take(subsystem.MAPILogonEx(0, 'bench', null, 0));
  const [row] = take(take(session.GetMsgStoresTable(0)).QueryRows(1, 0));
  const store = take(session.OpenMsgStore(0, row.find(({ tag }) => tag === PR_ENTRYID).value, null, MDB_WRITE));
  const author = CommittingStore.last;
  author.commitNow();
  author.batches = batches;

  const cost = costHere(() => {
    const folderObject = take(store.OpenEntry(null, null, MAPI_MODIFY)).unknown;
    for (let commit = 0; commit < COMMITS; commit++) {
      for (let index = 0; index < MESSAGES_PER_COMMIT; index++) {
        const message = take(folderObject.CreateMessage(null, 0));
        take(message.SetProps(properties(commit * MESSAGES_PER_COMMIT + index)));
        if (message.SaveChanges(0) !== S_OK) throw new Error('SaveChanges failed');
        message.Release();
      }
      author.commitNow();
    }
    folderObject.Release();
  });

  store.Release();
  session.Logoff(0, 0, 0);
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

function properties(index) {
  return [
    { tag: sdk.PR_SUBJECT_W, value: `Message number ${index}` },
    { tag: sdk.PR_SENDER_NAME_W, value: 'Someone Somewhere' },
    { tag: sdk.PR_SENDER_EMAIL_ADDRESS_W, value: `sender-${index}@example.org` },
    { tag: sdk.PR_IMPORTANCE, value: index % 3 },
    { tag: sdk.PR_BODY_W, value: `${BODY}${index}` },
  ];
}

function take({ hr, value }) {
  if (value === null) throw new Error(`a call failed with ${hr}`);
  return value;
}
