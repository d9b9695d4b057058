import anyTest from 'ava';
import type { Step } from '#harness/scenarios/step-kinds.js';
import { eventsOf, problems, Run } from './support/live.js';
import { kill, leaveClassic, leaveFast, light, logon } from './support/script.js';

// Each test starts processes: one after the other is enough for the machine.
const test = anyTest.serial;

test('a probe of a correct provider object holds in everything', async (t) => {
  const life = await new Run(t, 'stores/correct-store').live(logon, { do: 'probe' }, ...leaveClassic);
  const probes = eventsOf(life, 'probe');
  t.is(probes.length, 12);
  t.deepEqual(
    probes.filter(({ holds }) => !holds),
    [],
  );
  t.deepEqual(problems(life), []);
});

test('a probe sees an object that has no shutdown interface', async (t) => {
  const life = await new Run(t, 'broken/no-interface').live(logon, { do: 'probe' }, ...leaveClassic);
  t.deepEqual(
    eventsOf(life, 'probe')
      .filter(({ holds }) => !holds)
      .map(({ probe }) => probe),
    ['has-shutdown-interface'],
  );
});

test('lingering shows nothing of a store that is quiet', async (t) => {
  const life = await new Run(t, 'stores/correct-store').live(
    logon,
    light,
    ...leaveFast,
    { do: 'linger', ms: 200 },
    kill,
  );
  t.is(life.signal, 'SIGKILL');
  t.deepEqual([...eventsOf(life, 'written'), ...eventsOf(life, 'connected')], []);
});

test('lingering shows files that change and connections that open after DoFastShutdown', async (t) => {
  const provider = '../host/providers/busy-after-do';
  const life = await new Run(t, provider).live(logon, light, ...leaveFast, { do: 'linger', ms: 300 }, kill);
  t.deepEqual(
    eventsOf(life, 'written').map(({ file, change }) => `${file} ${change}`),
    ['late.txt created with 4 bytes', 'late.txt deleted'],
  );
  t.true(eventsOf(life, 'connected').some(({ to }) => /^(?:127\.0\.0\.1:|localhost )/.test(to)));
});

test('watching shows everything that goes on by itself, and where in the code it comes from', async (t) => {
  const provider = '../host/providers/busy-while-watched';
  const life = await new Run(t, provider).live(logon, { do: 'watch', ms: 600, span: 'ordinary' }, kill);
  const seen = eventsOf(life, 'activity');
  t.deepEqual([...new Set(seen.map(({ kind }) => kind))].sort(), [
    'connection',
    'data',
    'datagram',
    'process',
    'server',
    'timer',
    'worker',
  ]);
  t.true(seen.some(({ kind, what }) => kind === 'connection' && what === '127.0.0.1:9'));
  t.true(seen.some(({ kind, what, repeats }) => kind === 'timer' && repeats && /^busy-while-watched\./.test(what)));
  t.true(seen.some(({ kind, what }) => kind === 'data' && what === 'busy.txt'));
  const [watched] = eventsOf(life, 'watched');
  // As many as there are on a quiet machine; fewer on a busy one.
  t.true(watched !== undefined && watched.slices >= 1 && watched.slices <= 6);
});

test('watching a quiet store shows nothing: the timers of the harness do not count', async (t) => {
  const plan = { companions: ['mail-store' as const] };
  const run = new Run(t, 'transports/correct-transport', plan);
  const begun: Step = { do: 'wait', ms: 100 };
  const life = await run.live(logon, begun, { do: 'watch', ms: 300, span: 'ordinary' }, kill);
  t.deepEqual(eventsOf(life, 'activity'), []);
  t.is(eventsOf(life, 'watched').length, 1);
});
