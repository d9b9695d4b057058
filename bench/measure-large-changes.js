// Marks messages with large attachments as unread and as read, as a client of the LMDB example does, until that is durable, and in
// turn with that puts values as large as the attachments into LMDB, in the same batches, as a store has to that writes its messages
// whole; prints what that has cost in each round, as JSON.
//
//   node measure-large-changes.js
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LmdbStore } from '@mapi-kit/example-lmdb-store';
import * as sdk from '@mapi-kit/sdk';
import { messageStoreProvider } from '@mapi-kit/sdk/store';
import { Subsystem } from '@mapi-kit/sdk/subsystem';
import { open } from 'lmdb';
import { costHere } from './cost.js';
import { committing, logOn, take } from './saving-client.js';

const KIT = { ...sdk, messageStoreProvider, Subsystem };
const MESSAGES = 8;
const ATTACHED_BYTES = 10_000_000;
const REHEARSALS = 2;
const ROUNDS = 8;

const attached = new Uint8Array(ATTACHED_BYTES).fill(7);
const folder = mkdtempSync(join(tmpdir(), 'mapi-kit-bench-'));
const rounds = [];
try {
  const { store, author, logOff } = logOn(KIT, committing(LmdbStore), folder);
  const parent = take(store.OpenEntry(null, null, sdk.MAPI_MODIFY)).unknown;
  const entryIds = Array.from({ length: MESSAGES }, (_, index) => saveAttached(parent, `Message number ${index}`));
  author.commitNow();
  const database = open({ path: join(folder, 'direct') });
  const objects = database.openDB({ name: 'objects', encoding: 'binary' });
  for (let round = 0; round < REHEARSALS + ROUNDS; round++) {
    const client = costHere(() => {
      done(parent.SetReadFlags(entryIds, 0, null, round % 2 === 0 ? sdk.CLEAR_READ_FLAG : 0));
      author.commitNow();
    });
    const direct = costHere(() =>
      database.transactionSync(() => {
        for (let index = 0; index < MESSAGES; index++) objects.putSync(`${index}`, attached);
      }),
    );
    if (round >= REHEARSALS) rounds.push({ client, direct });
  }
  await database.close();
  parent.Release();
  logOff();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(JSON.stringify({ messages: MESSAGES, bytes: ATTACHED_BYTES, rounds }));

/** Saves a message that has one attachment; its entry id. */
function saveAttached(parent, subject) {
  const message = take(parent.CreateMessage(null, 0));
  take(message.SetProps([{ tag: sdk.PR_SUBJECT_W, value: subject }]));
  const { attach } = take(message.CreateAttach(null, 0));
  take(attach.SetProps([{ tag: sdk.PR_ATTACH_DATA_BIN, value: attached }]));
  done(attach.SaveChanges(0));
  attach.Release();
  done(message.SaveChanges(sdk.KEEP_OPEN_READONLY));
  const [{ value }] = take(message.GetProps([sdk.PR_ENTRYID], 0));
  message.Release();
  return value;
}

function done(hr) {
  if (hr !== sdk.S_OK) throw new Error(`a call failed with ${hr}`);
}
