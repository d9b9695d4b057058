import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import test, { type ExecutionContext } from 'ava';
import { MEDIUM_ANSWER, MEDIUM_ORDER } from '#harness/life/medium-orders.js';
import { serveOrders } from '#harness/run/process/medium-orders.js';
import { temporaryFolder } from '../temporary-folder.js';

async function answered(t: ExecutionContext, folder: string): Promise<unknown> {
  const file = join(folder, MEDIUM_ANSWER);
  for (let look = 0; look < 500 && !existsSync(file); look += 1) await sleep(10);
  t.true(existsSync(file));
  return JSON.parse(readFileSync(file, 'utf8'));
}

test('An order is run once, and what has become of it is left where it came from', async (t) => {
  const folder = temporaryFolder(t);
  const run: string[] = [];
  t.teardown(
    serveOrders(folder, (command) => {
      run.push(command.join(' '));
      return 'mount point is busy';
    }),
  );
  writeFileSync(join(folder, MEDIUM_ORDER), '["mount", "-o", "remou');
  await sleep(50);
  t.deepEqual(run, [], 'not written to its end');
  writeFileSync(join(folder, MEDIUM_ORDER), '["mount", "-o", "remount,ro", "/m"]');
  t.deepEqual(await answered(t, folder), { problem: 'mount point is busy' });
  await sleep(50);
  t.deepEqual(run, ['mount -o remount,ro /m']);
  t.false(existsSync(join(folder, MEDIUM_ORDER)));
});
