import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { createFolder, obstacleTo } from '#harness/new-project/create-folder.js';

const FILES = new Map([
  ['.one', 'first'],
  ['deep/er/two', 'second'],
]);
/** A file cannot be in a file: the last one fails when the others are written. */
const IMPOSSIBLE = new Map([...FILES, ['.one/three', 'third']]);

function parentOf(t: ExecutionContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'mapi-kit-create-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
}

test('A new folder has its files, and nothing is beside it', (t) => {
  const parent = parentOf(t);
  createFolder(join(parent, 'new'), FILES);
  t.deepEqual(filesIn(parent), ['new', 'new/.one', 'new/deep', 'new/deep/er', 'new/deep/er/two']);
  t.is(readFileSync(join(parent, 'new', 'deep', 'er', 'two'), 'utf8'), 'second');
});

test('A new folder may be read by whom other folders may be read by', (t) => {
  const parent = parentOf(t);
  mkdirSync(join(parent, 'other'));
  createFolder(join(parent, 'new'), FILES);
  t.is(lstatSync(join(parent, 'new')).mode, lstatSync(join(parent, 'other')).mode);
});

test('Folders above a new one are made', (t) => {
  const parent = parentOf(t);
  createFolder(join(parent, 'a', 'b', 'new'), FILES);
  t.is(readFileSync(join(parent, 'a', 'b', 'new', '.one'), 'utf8'), 'first');
  t.deepEqual(readdirSync(join(parent, 'a', 'b')), ['new']);
});

test('An empty folder that is there gets the files, and stays the same folder', (t) => {
  const folder = parentOf(t);
  const { ino } = lstatSync(folder);
  createFolder(folder, FILES);
  t.deepEqual(filesIn(folder), ['.one', 'deep', 'deep/er', 'deep/er/two']);
  t.is(lstatSync(folder).ino, ino);
});

test('When a file cannot be written, nothing is left: of the new folder, and of those above it', (t) => {
  const parent = parentOf(t);
  t.throws(() => createFolder(join(parent, 'new'), IMPOSSIBLE));
  t.throws(() => createFolder(join(parent, 'a', 'b', 'new'), IMPOSSIBLE));
  t.deepEqual(readdirSync(parent), []);
});

test('When a file cannot be written, an empty folder is empty again', (t) => {
  const folder = parentOf(t);
  t.throws(() => createFolder(folder, IMPOSSIBLE));
  t.deepEqual(readdirSync(folder), []);
});

test('What somebody has put there meanwhile is not touched', (t) => {
  const parent = parentOf(t);
  mkdirSync(join(parent, 'new', 'deep'), { recursive: true });
  writeFileSync(join(parent, 'new', 'deep', 'theirs'), 'theirs');
  t.throws(() => createFolder(join(parent, 'new'), FILES), { code: 'EEXIST' });
  t.deepEqual(filesIn(parent), ['new', 'new/deep', 'new/deep/theirs']);
});

test('Nothing is in the way where there is nothing, or an empty folder', (t) => {
  const parent = parentOf(t);
  t.is(obstacleTo(join(parent, 'new')), undefined);
  t.is(obstacleTo(join(parent, 'a', 'b')), undefined);
  t.is(obstacleTo(parent), undefined);
});

test('A file, a folder with anything in it, and a link to nowhere are in the way', (t) => {
  const parent = parentOf(t);
  writeFileSync(join(parent, 'file'), '');
  symlinkSync(join(parent, 'nowhere'), join(parent, 'link'), 'junction');
  t.is(obstacleTo(join(parent, 'file')), 'no-folder');
  t.is(obstacleTo(join(parent, 'link')), 'no-folder');
  t.is(obstacleTo(parent), 'not-empty');
});
