import { appendFileSync, mkdtempSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StoredObject } from '@mapi-kit/sdk/store';
import test from 'ava';
import { FileStore } from '../fixtures/stores/file-store.js';

// The broken providers are trusted to break one thing only because the store below them is right.

let folder: string;

class OpenStore extends FileStore {
  protected override get folder(): string {
    return folder;
  }

  constructor() {
    super();
    this.open();
  }

  put(id: string, version = 1, parent = 'inbox'): void {
    const object: StoredObject = { id, parent, kind: 'message', version, properties: [] };
    this.commit([{ put: object }]);
  }

  delete(id: string): void {
    this.commit([{ remove: id, parent: 'inbox', kind: 'message' }]);
  }

  contentsOf(parent: string): string[] {
    return [...this.listCommitted(parent)].map(({ id, version }) => `${id} v${version}`);
  }

  leave(): void {
    this.close();
  }
}

const log = (): string => join(folder, 'objects.log');

test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'file-store-'));
});

test.afterEach.always(() => {
  rmSync(folder, { recursive: true });
});

test.serial('a store that was not closed has everything that was committed', (t) => {
  const store = new OpenStore();
  store.put('m1');
  store.put('m2');
  store.put('m1', 2);
  store.put('m2', 2, 'sent-items');
  store.put('m3');
  store.delete('m3');
  const next = new OpenStore();
  t.deepEqual(next.contentsOf('inbox'), ['m1 v2']);
  t.deepEqual(next.contentsOf('sent-items'), ['m2 v2']);
  next.leave();
  store.leave();
});

test.serial('a record that was cut short is left out, and what comes after it is found again', (t) => {
  const store = new OpenStore();
  store.put('m1');
  store.put('m2');
  store.leave();
  truncateSync(log(), statSync(log()).size - 3);
  const second = new OpenStore();
  t.deepEqual(second.contentsOf('inbox'), ['m1 v1']);
  second.put('m3');
  second.leave();
  const third = new OpenStore();
  t.deepEqual(third.contentsOf('inbox'), ['m1 v1', 'm3 v1']);
  third.leave();
});

test.serial('the beginning of a record alone is left out as well', (t) => {
  const store = new OpenStore();
  store.put('m1');
  store.leave();
  appendFileSync(log(), Buffer.from([9, 0]));
  const next = new OpenStore();
  t.deepEqual(next.contentsOf('inbox'), ['m1 v1']);
  next.leave();
});

test.serial('a log that is mostly history is rewritten at the next opening', (t) => {
  const store = new OpenStore();
  for (let version = 1; version <= 500; version += 1) store.put('m1', version);
  store.leave();
  const before = statSync(log()).size;
  const next = new OpenStore();
  t.true(statSync(log()).size < before / 100);
  t.deepEqual(next.contentsOf('inbox'), ['m1 v500']);
  next.leave();
});
