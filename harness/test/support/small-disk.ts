import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';

/** As root, and then with user namespaces. */
const USERS = process.getuid?.() === 0 ? [[], ['-U', '-r']] : [['-U', '-r']];

/** In KiB, unless another size is needed. */
const SMALL = 16;

/** Runs a shell script with a small disk at `$DISK` that nobody else sees and that goes with it; what it printed. */
export type SmallDisk = (script: string, ...args: readonly string[]) => string;

function onDisk(user: readonly string[], kilobytes: number, script: string, args: readonly string[] = []) {
  const folder = mkdtempSync(join(tmpdir(), 'mapi-kit-disk-'));
  const mounting = `mount -t tmpfs -o size=${kilobytes}k mapi-kit "$DISK" || exit 99\n`;
  try {
    return spawnSync('unshare', [...user, '-m', 'sh', '-c', mounting + script, 'sh', ...args], {
      encoding: 'utf8',
      env: { ...process.env, DISK: folder },
      timeout: 60_000,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** By whom a disk can be mounted here; null: by nobody. */
function mounter(): readonly string[] | null {
  if (process.platform !== 'linux') return null;
  return USERS.find((user) => onDisk(user, SMALL, 'true').status === 0) ?? null;
}

/**
 * A test that needs a small disk. Where none can be mounted it is left out, and its title says so.
 *
 * @param title - the behaviour
 * @param implementation - gets the disk
 * @param kilobytes - the size of the disk
 */
export function testOnSmallDisk(
  title: string,
  implementation: (t: ExecutionContext, disk: SmallDisk) => void,
  kilobytes: number = SMALL,
): void {
  const user = mounter();
  if (user === null) {
    test(`Left out, since no disk can be mounted here: ${title}`, (t) => t.is(mounter(), null));
    return;
  }
  test(title, (t) => {
    implementation(t, (script, ...args) => {
      const { status, stdout, stderr } = onDisk(user, kilobytes, script, args);
      t.is(status, 0, stderr);
      return stdout;
    });
  });
}
