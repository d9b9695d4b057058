import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import anyTest, { type ExecutionContext } from 'ava';
import { Leftovers } from '#harness/run/process/leftovers.js';
import { removeFolder, removeFolderSync } from '#harness/run/process/remove-folder.js';
import { temporaryFolder } from '../temporary-folder.js';

// The user of the process changes: one after the other.
const test = process.platform === 'win32' ? anyTest.skip : anyTest.serial;
const NOBODY = 65_534;

/** A folder with one in it that its owner has made read-only; from here on the process is not root's. */
function withReadOnlyData(t: ExecutionContext): string {
  const folder = temporaryFolder(t);
  chmodSync(folder, 0o777);
  if (process.getuid?.() === 0) {
    process.seteuid?.(NOBODY);
    t.teardown(() => process.seteuid?.(0));
  }
  const work = join(folder, 'work');
  const data = join(work, 'data', 'objects');
  mkdirSync(data, { recursive: true });
  writeFileSync(join(data, 'a'), 'x');
  chmodSync(data, 0o555);
  chmodSync(join(work, 'data'), 0o555);
  t.teardown(() => removeFolderSync(work));
  return work;
}

for (const [name, remove] of Object.entries({ removeFolder, removeFolderSync })) {
  test(`${name} removes folders that a provider has made read-only`, async (t) => {
    const work = withReadOnlyData(t);
    await remove(work);
    t.false(existsSync(work));
    await t.notThrowsAsync(async () => remove(work));
  });
}

test('what cannot be removed is told with its reason, and keeps nothing else from going', (t) => {
  const work = withReadOnlyData(t);
  // Its own mode can be mended, and the one of the folder that it is in is not ours to change.
  const stays = join(work, 'data', 'objects');
  const other = join(work, 'other');
  mkdirSync(other);
  const leftovers = new Leftovers();
  leftovers.addPath(stays);
  leftovers.addPath(other);
  const [remainder, ...more] = leftovers.dispose();
  t.is(remainder?.path, stays);
  t.regex(remainder?.reason ?? '', /permission denied/i);
  t.deepEqual(more, []);
  t.false(existsSync(other));
});
