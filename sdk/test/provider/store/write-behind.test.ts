import {
  E_UNEXPECTED,
  FOLDER_MOVE,
  type IMAPIFolder,
  MAPI_E_OBJECT_DELETED,
  PR_DISPLAY_NAME_W,
  PR_SUBJECT_W,
  propValue,
} from '@mapi-kit/sdk';
import { AbstractWriteBehindStore, messageStoreProvider } from '@mapi-kit/sdk/store';
import { Behind, durable, open, test } from './support/behind-store.js';
import {
  entryIdOf,
  get,
  logOn,
  newFolder,
  ok,
  okay,
  openMessage,
  saveMessage,
  shutdownOf,
  subjects,
} from './support/client.js';

test('A save is acknowledged and seen before it is committed', (t) => {
  const { inbox, store } = open();
  const entryId = saveMessage(inbox, 'pending');
  t.deepEqual(durable(), []);
  t.deepEqual(subjects(inbox), ['pending']);
  t.is(get(openMessage(store, entryId), PR_SUBJECT_W), 'pending');
  t.context.clock.tick(100);
  t.deepEqual(durable(), ['pending']);
});

test('Pending changes are laid over what is committed', (t) => {
  const { inbox, store, root } = open();
  const ids = ['changed', 'deleted', 'moved', 'kept'].map((subject) => saveMessage(inbox, subject));
  t.context.clock.tick(1000);
  const message = openMessage(store, ids[0] as Uint8Array);
  ok(message.SetProps([propValue(PR_SUBJECT_W, 'new')]));
  okay(message.SaveChanges(0));
  okay(inbox.DeleteMessages([ids[1] as Uint8Array], 0, null, 0));
  okay(inbox.CopyMessages([ids[2] as Uint8Array], null, root, 0, null, 1));
  t.deepEqual(subjects(inbox), ['new', 'kept']);
  t.deepEqual(subjects(root), ['moved']);
  t.is(durable().length, 4);
  t.context.clock.tick(1000);
  t.deepEqual(subjects(inbox), ['new', 'kept']);
  t.deepEqual(subjects(root), ['moved']);
  t.is(durable().length, 3);
});

test('A folder that is changed, deleted or too many is never an old one', (t) => {
  const { root } = open();
  const folders = Array.from({ length: 70 }, (_, index) => ok(root.CreateFolder(1, `f${index}`, null, null, 0)));
  t.context.clock.tick(1000);
  const [folder, other] = folders as [IMAPIFolder, IMAPIFolder];
  for (const name of ['renamed', 'renamed again']) {
    ok(folder.SetProps([propValue(PR_DISPLAY_NAME_W, name)]));
    t.is(get(folder, PR_DISPLAY_NAME_W), name);
    t.context.clock.tick(1000);
    t.is(get(folder, PR_DISPLAY_NAME_W), name);
  }
  t.deepEqual(
    folders.slice(1).map((each) => get(each, PR_DISPLAY_NAME_W)),
    folders.slice(1).map((_, index) => `f${index + 1}`),
  );
  okay(root.DeleteFolder(entryIdOf(other), 0, null, 0));
  t.context.clock.tick(1000);
  t.is(other.GetProps([PR_DISPLAY_NAME_W], 0).hr, MAPI_E_OBJECT_DELETED);
});

test('The background commits no more than a batch in a turn, in order', (t) => {
  const { inbox } = open();
  t.context.clock.tick(1000);
  Behind.commits = [];
  for (let index = 0; index < 600; index += 1) saveMessage(inbox, `${index}`);
  t.context.clock.tick(100);
  t.is(durable().length, 256);
  t.is(durable().at(-1), '255');
  t.context.clock.tick(200);
  t.deepEqual(
    Behind.commits.map((batch) => batch.length),
    [256, 256, 88],
  );
});

test('What is committed is always a state that the store once had', (t) => {
  const { inbox, store } = open();
  t.context.clock.tick(1000);
  const first = saveMessage(inbox, 'first v1');
  for (let index = 0; index < 255; index += 1) saveMessage(inbox, 'filler');
  const message = openMessage(store, first);
  ok(message.SetProps([propValue(PR_SUBJECT_W, 'first v2')]));
  okay(message.SaveChanges(0));
  t.context.clock.tick(100);
  t.true(durable().includes('first v1'));
  t.is(get(openMessage(store, first), PR_SUBJECT_W), 'first v2');
  t.context.clock.tick(100);
  t.true(durable().includes('first v2'));
});

test('A commit that fails keeps its changes and is tried again', (t) => {
  const { inbox } = open();
  t.context.clock.tick(1000);
  Behind.fails = true;
  saveMessage(inbox, 'patient');
  t.context.clock.tick(500);
  t.deepEqual(durable(), []);
  t.deepEqual(subjects(inbox), ['patient']);
  Behind.fails = false;
  t.context.clock.tick(100);
  t.deepEqual(durable(), ['patient']);
});

test('A batch has each object once, with its last state', (t) => {
  const { inbox, store } = open();
  t.context.clock.tick(1000);
  Behind.commits = [];
  const entryId = saveMessage(inbox, 'v1');
  const message = openMessage(store, entryId);
  ok(message.SetProps([propValue(PR_SUBJECT_W, 'v2')]));
  okay(message.SaveChanges(0));
  const gone = saveMessage(inbox, 'gone');
  okay(inbox.DeleteMessages([gone], 0, null, 0));
  t.context.clock.tick(100);
  const batch = Behind.commits[0] ?? [];
  t.deepEqual(
    batch.map((change) => ('put' in change ? 'put' : 'remove')),
    ['put', 'remove'],
  );
  t.deepEqual(durable(), ['v2']);
});

test('A batch says from which folder an object was moved or removed, by what was committed before it', (t) => {
  const { inbox, root, store } = open();
  const other = newFolder(root, 'other');
  const otherId = idIn(entryIdOf(other));
  const entryId = saveMessage(inbox, 'v1');
  const move = (from: IMAPIFolder, to: IMAPIFolder): void => okay(from.CopyMessages([entryId], null, to, 0, null, 1));
  /** The changes of the message in the next commit. */
  const committed = (): string[] => {
    Behind.commits = [];
    t.context.clock.tick(1000);
    return Behind.commits.flat().flatMap((change) => {
      if ('put' in change) {
        return change.put.id === idIn(entryId) ? [`put ${change.put.parent}, moved from ${change.movedFrom}`] : [];
      }
      return change.remove === idIn(entryId) ? [`removed from ${change.parent}`] : [];
    });
  };
  t.deepEqual(committed(), ['put inbox, moved from undefined']);

  move(inbox, root);
  t.deepEqual(committed(), ['put root, moved from inbox']);

  // Two moves and an update in one batch.
  move(root, inbox);
  move(inbox, other);
  const message = openMessage(store, entryId);
  ok(message.SetProps([propValue(PR_SUBJECT_W, 'v2')]));
  okay(message.SaveChanges(0));
  t.deepEqual(committed(), [`put ${otherId}, moved from root`]);

  move(other, root);
  move(root, other);
  t.deepEqual(committed(), [`put ${otherId}, moved from undefined`]);

  move(other, inbox);
  okay(inbox.DeleteMessages([entryId], 0, null, 0));
  t.deepEqual(committed(), [`removed from ${otherId}`]);
});

test('A batch says from which folder a folder was moved', (t) => {
  const { inbox, root } = open();
  const entryId = entryIdOf(newFolder(root, 'moved'));
  t.context.clock.tick(1000);
  Behind.commits = [];
  okay(root.CopyFolder(entryId, null, inbox, null, 0, null, FOLDER_MOVE));
  t.context.clock.tick(1000);
  const moves = Behind.commits.flat().filter((change) => 'put' in change && change.put.id === idIn(entryId));
  t.deepEqual(
    moves.map((change) => 'put' in change && [change.put.parent, change.movedFrom]),
    [['inbox', 'root']],
  );
});

/** The id of an object in the store: the end of its entry id. */
function idIn(entryId: Uint8Array): string {
  return Buffer.from(entryId.subarray(-24)).toString();
}

test('A commit that returns a promise is no commit', (t) => {
  class Asynchronous extends Behind {
    protected override async commit(): Promise<void> {}
  }
  const { inbox, provider } = logOn({ storeClass: Asynchronous });
  saveMessage(inbox, 'x');
  t.is(shutdownOf(provider).DoFastShutdown(), E_UNEXPECTED);
});

test('A class that lacks one of the hooks of a write-behind store is refused', (t) => {
  const Incomplete = class extends (AbstractWriteBehindStore as unknown as new () => object) {
    commit(): void {}
    readCommitted(): undefined {}
  };
  t.throws(() => messageStoreProvider(Incomplete as never), {
    instanceOf: TypeError,
    message: /lacks listCommitted\(\)/,
  });
});

test("The interval and the batch size are the author's to choose", (t) => {
  class Eager extends Behind {
    constructor() {
      super({ commitInterval: 10, batchSize: 2 });
    }
  }
  const { inbox } = logOn({ storeClass: Eager });
  t.context.clock.tick(1000);
  Behind.commits = [];
  for (const subject of ['a', 'b', 'c']) saveMessage(inbox, subject);
  t.context.clock.tick(10);
  t.deepEqual(durable(), ['a', 'b']);
  t.context.clock.tick(10);
  t.deepEqual(durable(), ['a', 'b', 'c']);
  t.is(get(inbox, 0x36020003 as never), 3);
  t.truthy(entryIdOf(inbox));
});
