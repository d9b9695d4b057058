// A client that saves messages into the store of an example, through the mock MAPI, with a commit after each batch: what the
// measures of saving have in common. The SDK is the caller's, which may be that of another checkout.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { costHere } from './cost.js';

/**
 * The store of an example, which commits when it is told to: no turn of the event loop comes in between.
 *
 * Those of the class are given what they have committed by `committed`, which is theirs to replace, after it is durable.
 */
export function committing(exampleStore) {
  return class CommittingStore extends exampleStore {
    static last;
    committed = (_batch) => {};

    constructor() {
      super();
      CommittingStore.last = this;
    }
    commit(batch) {
      super.commit(batch);
      this.committed(batch);
    }
    commitNow() {
      this.flush();
    }
  };
}

/**
 * Logs a client on to a store of a class that `committing` has made, and has nothing left to be committed.
 *
 * `kit` has the modules `sdk`, `sdk/store` and `sdk/subsystem` in one. Gives the open store, the author's object and a logoff.
 */
export function logOn(kit, storeClass, folder) {
  const dataDirectory = join(folder, 'client');
  mkdirSync(dataDirectory);
  const modules = new Map([['box', { MSProviderInit: kit.messageStoreProvider(storeClass) }]]);
  const subsystem = new kit.Subsystem({ profileDirectory: join(folder, 'profiles'), modules });
  subsystem.MAPIInitialize(null);
  subsystem.profiles.createProfile('bench');
  const provider = { kind: 'store', dllName: 'box', displayName: 'Box', dataDirectory, isDefault: true };
  subsystem.profiles.addProvider('bench', provider);
  const session = take(subsystem.MAPILogonEx(0, 'bench', null, 0));
  const [row] = take(take(session.GetMsgStoresTable(0)).QueryRows(1, 0));
  const entryId = row.find(({ tag }) => tag === kit.PR_ENTRYID).value;
  const store = take(session.OpenMsgStore(0, entryId, null, kit.MDB_WRITE));
  const author = storeClass.last;
  author.commitNow();
  const logOff = () => {
    store.Release();
    session.Logoff(0, 0, 0);
  };
  return { store, author, logOff };
}

/** Saves messages into the root folder, so many batches of so many, each committed; the cost. `save` saves one of them. */
export function costOfSaving(kit, { store, author }, { commits, perCommit }, save) {
  return costHere(() => {
    const folder = take(store.OpenEntry(null, null, kit.MAPI_MODIFY)).unknown;
    for (let commit = 0; commit < commits; commit++) {
      for (let index = 0; index < perCommit; index++) save(folder, commit * perCommit + index);
      author.commitNow();
    }
    folder.Release();
  });
}

const BODY = 'A line of a message as people write it, about nothing much. '.repeat(40);

/** CreateMessage, SetProps, SaveChanges and Release of a small message. */
export function saveSmallMessage(kit, folder, index) {
  const message = take(folder.CreateMessage(null, 0));
  take(
    message.SetProps([
      { tag: kit.PR_SUBJECT_W, value: `Message number ${index}` },
      { tag: kit.PR_SENDER_NAME_W, value: 'Someone Somewhere' },
      { tag: kit.PR_SENDER_EMAIL_ADDRESS_W, value: `sender-${index}@example.org` },
      { tag: kit.PR_IMPORTANCE, value: index % 3 },
      { tag: kit.PR_BODY_W, value: `${BODY}${index}` },
    ]),
  );
  if (message.SaveChanges(0) !== kit.S_OK) throw new Error('SaveChanges failed');
  message.Release();
}

/** The value of a call that has to succeed. */
export function take({ hr, value }) {
  if (value === null) throw new Error(`a call failed with ${hr}`);
  return value;
}
