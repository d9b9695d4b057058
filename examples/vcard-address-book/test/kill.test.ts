import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import test, { type ExecutionContext } from 'ava';
import { Home } from './support/life.js';

const COUNT = 300;

/** Saves entries in a process that is killed, and counts those that the next life finds. */
function survivors(t: ExecutionContext, told: 'told' | 'not told'): number {
  const home = new Home(t);
  const script = fileURLToPath(new URL('./support/dies.js', import.meta.url));
  const { signal, stderr } = spawnSync(process.execPath, [script, home.profiles, `${COUNT}`, told], {
    encoding: 'utf8',
    timeout: 60_000,
  });
  t.is(signal, 'SIGKILL', stderr);
  return home.logOn(t).entries().size;
}

test('a kill right after DoFastShutdown loses nothing', (t) => {
  t.timeout(120_000);
  t.is(survivors(t, 'told'), COUNT);
});

test('the same kill without fast shutdown loses what was not written yet', (t) => {
  t.timeout(120_000);
  t.true(survivors(t, 'not told') < COUNT);
});
