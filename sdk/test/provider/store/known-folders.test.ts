import test from 'ava';
import { KnownFolders } from '#src/provider/store/known-folders.js';
import type { StoredObject } from '#src/store.js';

function object(id: string, kind: StoredObject['kind'] = 'folder'): StoredObject {
  return { id, parent: 'root', kind, version: 1, properties: [] };
}

/** Reads objects of any id, and counts how often. */
function reader(kind: StoredObject['kind'] = 'folder') {
  const read: string[] = [];
  const readCommitted = (id: string): StoredObject => {
    read.push(id);
    return object(id, kind);
  };
  return { read, readCommitted };
}

test('A folder is read once while something is pending, and again after a commit', (t) => {
  const folders = new KnownFolders();
  const { read, readCommitted } = reader();
  for (let n = 0; n < 3; n += 1) t.is(folders.read('inbox', true, readCommitted)?.id, 'inbox');
  t.deepEqual(read, ['inbox']);
  folders.clear();
  folders.read('inbox', true, readCommitted);
  t.deepEqual(read, ['inbox', 'inbox']);
});

test('Nothing is kept while nothing is pending: another process may change it', (t) => {
  const folders = new KnownFolders();
  const { read, readCommitted } = reader();
  folders.read('inbox', false, readCommitted);
  folders.read('inbox', false, readCommitted);
  t.is(read.length, 2);
});

test('Messages are not kept', (t) => {
  const folders = new KnownFolders();
  const { read, readCommitted } = reader('message');
  folders.read('letter', true, readCommitted);
  folders.read('letter', true, readCommitted);
  t.is(read.length, 2);
});

test('The folder that was read first makes room for the 65th', (t) => {
  const folders = new KnownFolders();
  const { read, readCommitted } = reader();
  for (let n = 0; n <= 64; n += 1) folders.read(`folder ${n}`, true, readCommitted);
  folders.read('folder 64', true, readCommitted);
  folders.read('folder 1', true, readCommitted);
  t.is(read.length, 65);
  folders.read('folder 0', true, readCommitted);
  t.is(read.length, 66);
});
