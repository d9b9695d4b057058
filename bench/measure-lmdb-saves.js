// Saves messages into the LMDB example as a client does, until they are durable; prints what that has cost in each round,
// as JSON.
//
//   node measure-lmdb-saves.js ROOT           with the SDK and the example of a checkout
//   node measure-lmdb-saves.js ROOT --floor   and, in turn with that, puts the same records into LMDB directly
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { costHere } from './cost.js';

const MESSAGES_PER_COMMIT = 256;
const COMMITS = 16;
const REHEARSALS = 3;
const ROUNDS = 25;
const BODY = 'A line of a message as people write it, about nothing much. '.repeat(40);

const [root, floor] = process.argv.slice(2);
const { resolve } = createRequire(join(root, 'package.json'));
const from = (name) => import(pathToFileURL(resolve(name)));
const { LmdbStore } = await from('@mapi-kit/example-lmdb-store');
const sdk = await from('@mapi-kit/sdk');
const { MAPI_MODIFY, MDB_WRITE, PR_ENTRYID, S_OK } = sdk;
const { decodeStoredObject, messageStoreProvider } = await from('@mapi-kit/sdk/store');
const { Subsystem } = await from('@mapi-kit/sdk/subsystem');

/** The store of the example, which commits when it is told to: no turn of the event loop comes in between. */
class CommittingStore extends LmdbStore {
  static last;
  /** Gets copies of what it commits, as long as somebody wants to know: if all of that stayed, V8 would take it for long-lived. */
  batches;

  constructor() {
    super();
    CommittingStore.last = this;
  }
  commit(batch) {
    this.batches?.push(batch.map(({ put }) => ({ put: decodeStoredObject(put.bytes) })));
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
    const direct = floor === '--floor' ? await putDirectly(folder, batches) : null;
    if (round >= REHEARSALS) rounds.push({ client, direct });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
console.log(JSON.stringify({ messages: MESSAGES_PER_COMMIT * COMMITS, perCommit: MESSAGES_PER_COMMIT, rounds }));

/**
 * CreateMessage, SetProps, SaveChanges and Release through the subsystem, with a commit after each batch.
 *
 * Gives the cost; `batches` gets what was committed.
 */
function saveAsClient(folder, batches) {
  const dataDirectory = join(folder, 'client');
  mkdirSync(dataDirectory);
  const modules = new Map([['lmdb', { MSProviderInit: messageStoreProvider(CommittingStore) }]]);
  const subsystem = new Subsystem({ profileDirectory: join(folder, 'profiles'), modules });
  subsystem.MAPIInitialize(null);
  subsystem.profiles.createProfile('bench');
  const provider = { kind: 'store', dllName: 'lmdb', displayName: 'Box', dataDirectory, isDefault: true };
  subsystem.profiles.addProvider('bench', provider);
  const session = take(subsystem.MAPILogonEx(0, 'bench', null, 0));
  const [row] = take(take(session.GetMsgStoresTable(0)).QueryRows(1, 0));
  const entryId = row.find(({ tag }) => tag === PR_ENTRYID).value;
  const store = take(session.OpenMsgStore(0, entryId, null, MDB_WRITE));
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
