import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import test, { type ExecutionContext } from 'ava';
import { isAlive } from '#harness/run/process/kill-tree.js';
import { Leftovers } from '#harness/run/process/leftovers.js';
import { Medium } from '#harness/run/process/medium.js';
import type { MediumFault } from '#harness/scenarios/scenario.js';
import { temporaryFolder } from '../temporary-folder.js';

async function open(t: ExecutionContext, fault: MediumFault): Promise<{ medium: Medium; leftovers: Leftovers }> {
  const leftovers = new Leftovers();
  t.teardown(() => leftovers.dispose());
  return { medium: await Medium.open(fault, temporaryFolder(t), leftovers), leftovers };
}

/** Runs a shell line where the medium is; its exit code. */
function inside({ launcher }: Medium, line: string): number | null {
  const [command = 'false', ...args] = [...launcher, 'sh', '-c', line];
  return spawnSync(command, args).status;
}

async function isGone(pid: number): Promise<boolean> {
  for (let i = 0; i < 100 && isAlive(pid); i += 1) await sleep(20);
  return !isAlive(pid);
}

test('a medium lies apart from the file systems of this process, and can be broken and repaired', async (t) => {
  const { medium } = await open(t, 'full');
  const { mount, missing } = medium.planned;
  if (mount === null) {
    t.regex(missing ?? '', /^(?:only on Linux|no file system can be mounted here \(.+\))/, 'it says why there is none');
    return;
  }
  t.is(inside(medium, `echo here > ${mount}/file`), 0);
  t.false(existsSync(join(mount, 'file')));
  t.is(readFileSync(medium.seen(join(mount, 'file')), 'utf8'), 'here\n');
  t.false(readFileSync('/proc/self/mounts', 'utf8').includes(mount));
  const fill = `head -c 100000 /dev/zero > ${mount}/more`;
  t.is(inside(medium, `mount -o remount,size=4096 ${mount}`), 0);
  t.not(inside(medium, fill), 0, 'there is no room');
  medium.repair();
  t.is(inside(medium, fill), 0, 'there is room again');
  t.is(inside(medium, `mount -o remount,ro ${mount}`), 0);
  t.not(inside(medium, fill), 0, 'it is read-only');
  medium.repair();
  t.is(inside(medium, fill), 0, 'it is not any more');
  const holder = Number(medium.launcher[2]);
  medium.close();
  t.true(await isGone(holder), 'the mount goes with the process that keeps it');
});

test('whoever clears what is left behind takes a medium away', async (t) => {
  const { medium, leftovers } = await open(t, 'read-only');
  if (medium.planned.mount === null) {
    t.truthy(medium.planned.missing);
    return;
  }
  leftovers.clear();
  t.true(await isGone(Number(medium.launcher[2])));
});

test('a limit of file sizes needs no file system', async (t) => {
  const { medium } = await open(t, 'file-size');
  t.is(medium.planned.mount, null);
  t.deepEqual(medium.launcher, []);
  t.is(medium.seen('/somewhere'), '/somewhere');
  medium.repair();
  medium.close();
});
