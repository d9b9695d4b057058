import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { LmdbStore } from '@mapi-kit/example-lmdb-store';
import {
  MAPI_MODIFY,
  MDB_WRITE,
  PR_BODY_W,
  PR_ENTRYID,
  PR_IMPORTANCE,
  PR_SENDER_EMAIL_ADDRESS_W,
  PR_SENDER_NAME_W,
  PR_SUBJECT_W,
  S_OK,
} from '@mapi-kit/sdk';
import { messageStoreProvider } from '@mapi-kit/sdk/store';
import { Subsystem } from '@mapi-kit/sdk/subsystem';
import { open } from 'lmdb';
import { median } from '../processes.js';

const MESSAGES_PER_COMMIT = 256;
const COMMITS = 16;
const REHEARSALS = 3;
const ROUNDS = 25;
const BODY = 'A line of a message as people write it, about nothing much. '.repeat(40);

/** The store of the example, which commits when it is told to: no turn of the event loop comes in between. */
class CommittingStore extends LmdbStore {
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

/**
 * Messages that a client saves into the LMDB example, until they are durable, against the same records put into LMDB
 * directly, in the same batches: both begin with a record as an object, and LMDB's own encoding (MessagePack) makes bytes
 * of the floor's.
 */
export async function* lmdbSaves() {
  const ratios = [];
  let last = { client: 0, direct: 0 };
  // Rehearsals come first: the code of both sides gets compiled, and the first one gives the records.
  const batches = [];
  for (let round = 0; round < REHEARSALS + ROUNDS; round++) {
    const folder = mkdtempSync(join(tmpdir(), 'mapi-kit-bench-'));
    try {
      const client = saveAsClient(folder, round === 0 ? batches : undefined);
      const direct = await putDirectly(folder, batches);
      last = { client, direct };
      if (round >= REHEARSALS) ratios.push(direct / client);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  const messages = MESSAGES_PER_COMMIT * COMMITS;
  const rate = (ms) => `${Math.round(messages / (ms / 1000)).toLocaleString('en')}/s`;
  yield {
    what: 'LMDB example: messages saved a second / the same records put into LMDB',
    value: median(ratios),
    least: 0.7,
    how: `median of ${ROUNDS}; ${messages.toLocaleString('en')} messages, ${MESSAGES_PER_COMMIT} a commit; last round ${rate(last.client)} / ${rate(last.direct)}`,
  };
}

/**
 * CreateMessage, SetProps, SaveChanges and Release through the subsystem, with a commit after each batch.
 *
 * Gives the milliseconds; `batches` gets what was committed.
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

  const begin = performance.now();
  const root = take(store.OpenEntry(null, null, MAPI_MODIFY)).unknown;
  for (let commit = 0; commit < COMMITS; commit++) {
    for (let index = 0; index < MESSAGES_PER_COMMIT; index++) {
      const message = take(root.CreateMessage(null, 0));
      take(message.SetProps(properties(commit * MESSAGES_PER_COMMIT + index)));
      if (message.SaveChanges(0) !== S_OK) throw new Error('SaveChanges failed');
      message.Release();
    }
    author.commitNow();
  }
  root.Release();
  const ms = performance.now() - begin;

  store.Release();
  session.Logoff(0, 0, 0);
  return ms;
}

/** The same records, as somebody writes them who uses LMDB alone. */
async function putDirectly(folder, batches) {
  const root = open({ path: join(folder, 'direct'), maxDbs: 2, noSubdir: false });
  const objects = root.openDB({ name: 'objects' });
  const places = root.openDB({ name: 'places' });
  const begin = performance.now();
  for (const batch of batches) {
    root.transactionSync(() => {
      for (const { put } of batch) {
        objects.putSync(put.id, put);
        places.putSync([put.parent, put.kind, put.id], null);
      }
    });
  }
  const ms = performance.now() - begin;
  await root.close();
  return ms;
}

function properties(index) {
  return [
    { tag: PR_SUBJECT_W, value: `Message number ${index}` },
    { tag: PR_SENDER_NAME_W, value: 'Someone Somewhere' },
    { tag: PR_SENDER_EMAIL_ADDRESS_W, value: `sender-${index}@example.org` },
    { tag: PR_IMPORTANCE, value: index % 3 },
    { tag: PR_BODY_W, value: `${BODY}${index}` },
  ];
}

function take({ hr, value }) {
  if (value === null) throw new Error(`a call failed with ${hr}`);
  return value;
}
