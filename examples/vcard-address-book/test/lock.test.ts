import { spawnSync } from 'node:child_process';
import fs, { existsSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PR_DISPLAY_NAME_W, propValue } from '@mapi-kit/sdk';
import test from 'ava';
import { Home, LOCK } from './support/life.js';

const CARD = 'BEGIN:VCARD\nVERSION:4.0\nFN:A\nEND:VCARD\n';
const script = fileURLToPath(new URL('./support/dies.js', import.meta.url));

/** How a process ends that wants to add an entry and leave by fast shutdown. */
function another({ profiles }: Home): ReturnType<typeof spawnSync> {
  return spawnSync(process.execPath, [script, profiles, '1', 'told'], { encoding: 'utf8', timeout: 60_000 });
}

/** Lets no file be written into a home's folder until the function that it gives is called. */
function refuseFiles({ folder }: Home): () => void {
  const { writeFileSync } = fs;
  fs.writeFileSync = (file, ...more) => {
    if (String(file).startsWith(folder)) throw Object.assign(new Error('permission denied'), { code: 'EACCES' });
    writeFileSync(file, ...more);
  };
  syncBuiltinESMExports();
  return () => {
    fs.writeFileSync = writeFileSync;
    syncBuiltinESMExports();
  };
}

test('a second process is not let in before the first one has gone', (t) => {
  t.timeout(120_000);
  const home = new Home(t);
  const life = home.logOn(t);
  life.add([propValue(PR_DISPLAY_NAME_W, 'Bob')]);
  t.is(another(home).status, 1, 'it has no address book');
  life.session.Logoff(0, 0, 0);
  t.is(another(home).signal, 'SIGKILL');
  t.deepEqual([...home.logOn(t).entries().keys()].toSorted(), ['Bob', 'n0']);
});

test('the folder of the cards is locked, whatever the data directory is, and the lock is no card', (t) => {
  const home = new Home(t, { folder: 'people' });
  const life = home.logOn(t);
  t.true(existsSync(join(home.folder, 'people', LOCK)));
  t.false(existsSync(join(home.folder, LOCK)));
  t.is(life.entries().size, 0);
  life.session.Logoff(0, 0, 0);
  t.false(existsSync(join(home.folder, 'people', LOCK)));
});

test('an address book that does not open keeps nobody out', (t) => {
  const home = new Home(t);
  home.put('.mapi-kit-changes', 'damaged');
  t.throws(() => home.logOn(t));
  t.false(existsSync(join(home.folder, LOCK)));
});

test('an address book that cannot save what it has is not closed, and keeps others out', (t) => {
  t.timeout(120_000);
  const home = new Home(t);
  const life = home.logOn(t);
  life.add([propValue(PR_DISPLAY_NAME_W, 'Bob')]);
  const takeFiles = refuseFiles(home);
  try {
    life.session.Logoff(0, 0, 0);
    t.true(existsSync(join(home.folder, LOCK)));
    t.is(another(home).status, 1, 'it has no address book');
  } finally {
    takeFiles();
  }
});

test('a folder that takes no files can be read', (t) => {
  const home = new Home(t);
  home.put('a.vcf', CARD);
  const takeFiles = refuseFiles(home);
  try {
    t.deepEqual([...home.logOn(t).entries().keys()], ['A']);
  } finally {
    takeFiles();
  }
});
