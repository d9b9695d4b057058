import { fileURLToPath } from 'node:url';
import { type SmallDisk, testOnSmallDisk } from '../support/small-disk.js';
import type { Told } from './support/disk-heals.js';

// A disk gets full and has room again: databases are not the same after a write that failed, and S_OK of DoFastShutdown is a
// promise all the same.

const CLIENT = fileURLToPath(new URL('./support/disk-heals.js', import.meta.url));
const KILOBYTES = 4096;

const hasSqlite: boolean = await import('node:sqlite' as string).then(
  () => true,
  () => false,
);

/** What a client hears in one life, and which messages the next one finds. */
function twoLives(disk: SmallDisk, example: string, what: string): { told: Told; found: string[] } {
  const script = '"$1" "$2" "$3" "$DISK" "$4"; "$1" "$2" "$3" "$DISK" next; true';
  const lines = disk(script, process.execPath, CLIENT, `@mapi-kit/example-${example}`, what).trim().split('\n');
  const [told, found] = lines.map((line): unknown => JSON.parse(line));
  return { told: told as Told, found: found as string[] };
}

const five = (name: string): string[] => ['0', '1', '2', '3', '4'].map((index) => name + index);

for (const example of ['lmdb-store', 'level-store', ...(hasSqlite ? ['sqlite-store'] : [])]) {
  testOnSmallDisk(
    `The ${example} loses nothing of what is saved before, on and after a full disk`,
    (t, disk) => {
      const { told, found } = twoLives(disk, example, 'go on');
      t.deepEqual(told, { acknowledged: 15, end: 'S_OK (0x00000000)' });
      t.deepEqual(found.sort(), [...five('a'), ...five('b'), ...five('c')]);
    },
    KILOBYTES,
  );

  testOnSmallDisk(
    `The ${example} that could not promise anything on a full disk can when there is room`,
    (t, disk) => {
      const { told, found } = twoLives(disk, example, 'ask on the full disk');
      t.is(told.acknowledged, 10);
      t.regex(told.full ?? '', /^MAPI_E_\w+ /);
      t.is(told.end, 'S_OK (0x00000000)');
      t.deepEqual(found.sort(), [...five('a'), ...five('b')]);
    },
    KILOBYTES,
  );
}
