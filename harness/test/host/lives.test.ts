import { readFileSync } from 'node:fs';
import anyTest, { type ExecutionContext } from 'ava';
import type { SecondOutcome } from '#harness/life/life-plan.js';
import { planSecond } from '#harness/run/process/second-instance.js';
import type { Step } from '#harness/scenarios/step-kinds.js';
import { eventsOf, expectedItems, foundItems, type Lived, READ_BACK, Run } from './support/live.js';

// Each test starts processes: one after the other is enough for the machine.
const test = anyTest.serial;

const logon: Step = { do: 'logon' };
const work: Step = { do: 'work', workload: 'mixed' };
const light: Step = { do: 'work', workload: 'light', items: { count: 6 } };
const leaveFast: readonly Step[] = [{ do: 'query' }, { do: 'notify' }, { do: 'shutdown' }];
const kill: Step = { do: 'kill' };
const leaveClassic: readonly Step[] = [{ do: 'logoff' }, { do: 'exit' }];

function kinds({ events }: Lived): string[] {
  return events.map(({ e }) => e);
}

function problems(life: Lived): unknown[] {
  return [...eventsOf(life, 'problem'), ...eventsOf(life, 'refused'), ...eventsOf(life, 'uncaught')];
}

function clientCalls(life: Lived): string[] {
  return eventsOf(life, 'client-call').map(({ method }) => method.replace(/^.*::/, ''));
}

/** What several tests look at: a life that is killed after the whole workload, and the next one that reads back. */
let lived: readonly [Lived, Lived] | undefined;

async function killedAndReadBack(t: ExecutionContext): Promise<readonly [Lived, Lived]> {
  if (lived === undefined) {
    const run = new Run(t, 'stores/correct-store');
    const first = await run.live(logon, work, ...leaveFast, kill);
    lived = [first, await run.live(...READ_BACK)];
  }
  return lived;
}

test('a kill is the last event, no exit handler runs, and the next life finds everything', async (t) => {
  const [first, second] = await killedAndReadBack(t);
  t.is(first.signal, 'SIGKILL');
  t.deepEqual(problems(first), []);
  t.is(kinds(first)[0], 'start');
  t.is(kinds(first).at(-1), 'kill');
  t.is(eventsOf(first, 'kill')[0]?.after, 'shutdown');
  t.false(kinds(first).includes('exit'));
  t.deepEqual(problems(second), []);
  t.deepEqual(foundItems(second), expectedItems(first));
  t.is(eventsOf(second, 'read-back')[0]?.items, Object.keys(expectedItems(first)).length);
});

test('every entry id that was given out opens the item it was given out for', async (t) => {
  const [first, second] = await killedAndReadBack(t);
  const opened = eventsOf(second, 'opened');
  const withIds = Object.keys(expectedItems(first)).filter((item) => !item.includes('setting-'));
  t.deepEqual(opened.map(({ item }) => `0 ${item}`).sort(), withIds.sort());
  t.deepEqual(
    opened.filter(({ item, opens, hr }) => opens !== item || hr !== 0),
    [],
  );
});

test('about as many items are acknowledged as were asked for, of every category', async (t) => {
  const [first] = await killedAndReadBack(t);
  const saved = eventsOf(first, 'saved');
  const items = new Set(saved.map(({ item }) => item));
  t.true(items.size >= 40 && items.size <= 50, `${items.size} items`);
  const categories = new Set(saved.map(({ category }) => category));
  t.deepEqual([...categories].sort(), ['changed', 'created', 'folder', 'setting', 'unsaved']);
  t.is(eventsOf(first, 'unsaved').length, 3);
});

test('the same seed gives the same saves, entry ids and times aside', async (t) => {
  const saves = async () => {
    const life = await new Run(t, 'stores/correct-store').live(logon, work, light, kill);
    return eventsOf(life, 'saved').map(({ item, category, state }) => ({ item, category, state }));
  };
  t.deepEqual(await saves(), await saves());
});

test('a classic exit says goodbye in order, and its exit handler is journalled as expected', async (t) => {
  const run = new Run(t, 'stores/correct-store');
  const first = await run.live(logon, work, ...leaveClassic);
  t.deepEqual([first.code, first.signal], [0, null]);
  t.deepEqual(problems(first), []);
  t.deepEqual(clientCalls(first), ['StoreLogoff', 'Logoff']);
  t.deepEqual(
    eventsOf(first, 'references').map(({ violations, leaks }) => [violations, leaks]),
    [[[], []]],
  );
  t.true((eventsOf(first, 'resources')[0]?.peakRssBytes ?? 0) > 0);
  t.like(first.events.at(-1), { e: 'exit', code: 0, expected: true });
  const second = await run.live(...READ_BACK);
  t.deepEqual(foundItems(second), expectedItems(first));
});

test('calls of the provider are journalled before and after, in pairs', async (t) => {
  const life = await new Run(t, 'stores/correct-store').live(logon, ...leaveFast, kill);
  const methods = eventsOf(life, 'call')
    .filter((event) => event.interface === 'IMAPIProviderShutdown' && event.method !== 'Release')
    .map(({ method }) => method);
  t.deepEqual(methods, ['QueryFastShutdown', 'NotifyProcessShutdown', 'DoFastShutdown']);
  t.deepEqual(
    eventsOf(life, 'return')
      .map(({ call }) => call)
      .sort(),
    eventsOf(life, 'call')
      .map(({ call }) => call)
      .sort(),
  );
  t.true(eventsOf(life, 'call').every(({ provider }) => provider.session === 0 && provider.name === 'fixture'));
  t.is(eventsOf(life, 'support-reference')[0]?.change, 'AddRef');
});

test('leaving as Outlook does: fast with S_OK, the classic way after a refusal', async (t) => {
  const fast = await new Run(t, 'stores/correct-store').live(logon, light, { do: 'leave', gapMs: 2 });
  t.is(fast.signal, 'SIGKILL');
  t.deepEqual(clientCalls(fast), ['QueryFastShutdown', 'NotifyProcessShutdown', 'DoFastShutdown']);
  const refused = await new Run(t, 'stores/correct-opt-out').live(logon, light, { do: 'leave' });
  t.is(refused.code, 0);
  t.deepEqual(clientCalls(refused), ['QueryFastShutdown', 'StoreLogoff', 'Logoff']);
});

test('leaving as MFCMAPI does: it notifies after a refusal', async (t) => {
  const life = await new Run(t, 'stores/correct-opt-out', { client: 'mfcmapi' }).live(logon, light, { do: 'leave' });
  t.deepEqual(clientCalls(life), ['QueryFastShutdown', 'NotifyProcessShutdown', 'StoreLogoff', 'Logoff']);
});

test('with option 3 no provider is asked', async (t) => {
  const life = await new Run(t, 'stores/correct-store', { option: 3 }).live(logon, light, { do: 'leave' });
  t.is(life.code, 0);
  t.false(eventsOf(life, 'call').some(({ method }) => method === 'QueryFastShutdown'));
});

test('saves know where in the shutdown they were made', async (t) => {
  const steps: Step[] = [logon, light, { do: 'query' }, light, { do: 'notify' }, light, { do: 'shutdown' }, kill];
  const run = new Run(t, 'stores/correct-store');
  const first = await run.live(...steps);
  const phases = [...new Set(eventsOf(first, 'saved').map(({ phase }) => phase))];
  t.deepEqual(phases, ['before-query', 'after-query', 'after-notify']);
  t.deepEqual(foundItems(await run.live(...READ_BACK)), expectedItems(first));
});

test('two sessions have stores of their own', async (t) => {
  const run = new Run(t, 'stores/correct-store', { items: 12 });
  const two = new Run(t, 'stores/correct-store', {
    items: 12,
    dataDirectories: [`${run.folder}/a`, `${run.folder}/b`],
  });
  const first = await two.live(logon, work, { ...work, session: 1 } as Step, ...leaveFast, kill);
  t.deepEqual(problems(first), []);
  t.is(eventsOf(first, 'call').filter(({ method }) => method === 'DoFastShutdown').length, 2);
  const second = await two.live(...READ_BACK);
  t.deepEqual(foundItems(second), expectedItems(first));
  t.is(eventsOf(second, 'read-back').length, 2);
});

test('each generation changes and deletes items of the ones before', async (t) => {
  const run = new Run(t, 'stores/correct-store');
  const lives: Lived[] = [];
  for (let life = 0; life < 3; life += 1) {
    const steps: Step[] = [logon, { do: 'read-back' }, { ...work, items: { share: 0.5 } } as Step, ...leaveFast, kill];
    const lived = await run.live(...steps);
    t.deepEqual(problems(lived), [], `life ${life + 1}`);
    t.deepEqual(foundItems(lived), expectedItems(...lives), `life ${life + 1}`);
    lives.push(lived);
  }
  const last = await run.live(...READ_BACK);
  t.deepEqual(foundItems(last), expectedItems(...lives));
  const again = eventsOf(lives[2] as Lived, 'saved').filter(
    ({ item }) => !item.includes('g3-') && !item.startsWith('setting'),
  );
  t.true(again.some(({ state }) => state === null));
  t.true(again.some(({ state }) => state !== null));
});

test('a companion that refuses makes the client leave the classic way', async (t) => {
  const run = new Run(t, 'stores/correct-store', { companions: ['refusing-store'] });
  const first = await run.live(logon, light, { do: 'leave' });
  t.is(first.code, 0);
  const answers = eventsOf(first, 'client-return').filter(({ method }) => method.endsWith('QueryFastShutdown'));
  t.deepEqual(
    answers.map(({ hr }) => hr >>> 0),
    [0x80040102],
  );
  t.deepEqual(
    eventsOf(first, 'references').map(({ violations, leaks }) => [violations, leaks]),
    [[[], []]],
  );
  t.deepEqual(foundItems(await run.live(...READ_BACK)), expectedItems(first));
});

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

test('calling on after DoFastShutdown reaches the kill, and what it saved is no evidence of anything', async (t) => {
  const run = new Run(t, 'stores/correct-store');
  const first = await run.live(logon, light, ...leaveFast, { do: 'call-after-shutdown' }, kill);
  t.is(first.signal, 'SIGKILL');
  t.deepEqual(problems(first), []);
  t.true(eventsOf(first, 'warning').some(({ rule }) => rule === 'call-after-do'));
  const found = foundItems(await run.live(...READ_BACK));
  t.deepEqual(
    Object.fromEntries(Object.entries(found).filter(([item]) => !item.includes('after-'))),
    expectedItems(first),
  );
});

test('a wait gives the event loop its turn: a write-behind store commits in the background', async (t) => {
  const run = new Run(t, 'stores/correct-store');
  const first = await run.live(logon, light, { do: 'wait', ms: 400 }, kill);
  t.deepEqual(foundItems(await run.live(...READ_BACK)), expectedItems(first));
});

test('a kill without a word loses what was pending: the read-back can see loss', async (t) => {
  const run = new Run(t, 'stores/correct-store');
  const first = await run.live(logon, light, kill);
  const second = await run.live(...READ_BACK);
  t.true(Object.keys(expectedItems(first)).length > 0);
  t.deepEqual(foundItems(second), {});
  t.true(eventsOf(second, 'opened').every(({ hr }) => hr < 0));
  t.deepEqual(problems(second), []);
});

test('a kill by time comes no later than the next word of the journal, however busy the machine is', async (t) => {
  const run = new Run(t, 'stores/write-through-store', { kill: { within: 'shutdown', afterNs: 0 } });
  const life = await run.live(logon, light, ...leaveFast, kill);
  t.is(life.signal, 'SIGKILL');
  t.like(life.events.at(-1), { e: 'part', part: 'shutdown', edge: 'begins' });
});

test('bulk messages are read back through the contents table, and each fiftieth is opened', async (t) => {
  const run = new Run(t, 'stores/correct-store');
  const bulk: Step = { do: 'work', workload: 'bulk', items: { count: 1_200 } };
  const first = await run.live(logon, bulk, ...leaveFast, kill);
  const second = await run.live(...READ_BACK);
  t.is(Object.keys(expectedItems(first)).length, 1_202);
  t.deepEqual(foundItems(second), expectedItems(first));
  t.is(eventsOf(second, 'opened').length, 1_200 / 50 + 2);
});

test('what the provider prints goes nowhere near the journal', async (t) => {
  const run = new Run(t, 'broken/prints-garbage-to-stdout');
  const first = await run.live(logon, light, ...leaveFast, kill);
  t.is(first.signal, 'SIGKILL');
  t.true(first.stdout.includes('not ok 1'));
  t.is(kinds(first).filter((kind) => kind === 'exit').length, 0);
  t.deepEqual(foundItems(await run.live(...READ_BACK)), expectedItems(first));
});

test('replacing process.kill and process.exit does not keep the process alive', async (t) => {
  const life = await new Run(t, 'broken/patches-process-kill').live(logon, light, ...leaveFast, kill);
  t.is(life.signal, 'SIGKILL');
  t.is(kinds(life).at(-1), 'kill');
});

test('replacing the functions of node:fs does not stop the journal', async (t) => {
  const life = await new Run(t, 'broken/patches-file-system').live(logon, light, ...leaveFast, kill);
  t.is(life.signal, 'SIGKILL');
  t.is(kinds(life).at(-1), 'kill');
});

test('a journal that can no longer be written ends the process with a code of its own', async (t) => {
  const life = await new Run(t, '../host/providers/closes-all-files').live(logon, light, ...leaveFast, kill);
  t.deepEqual([life.code, life.signal], [74, null]);
  t.false(kinds(life).includes('kill'));
  t.false(kinds(life).includes('exit'));
});

test('a provider that ends the process shows as an exit that nobody expected', async (t) => {
  const life = await new Run(t, 'broken/exits-in-do').live(logon, light, ...leaveFast, kill);
  t.is(life.signal, null);
  t.like(life.events.at(-1), { e: 'exit', expected: false });
  t.is(eventsOf(life, 'call').length, eventsOf(life, 'return').length + 1);
});

test('a rejection that nobody handles is journalled, and ends the process as it always does', async (t) => {
  const provider = '../host/providers/rejects-in-background';
  const life = await new Run(t, provider).live(logon, { do: 'wait', ms: 500 }, kill);
  t.is(life.code, 1);
  t.is(eventsOf(life, 'uncaught')[0]?.origin, 'unhandledRejection');
  t.regex(eventsOf(life, 'uncaught')[0]?.message ?? '', /nobody catches this/);
});

test('a provider that cannot be imported, or exports nothing of use, is a problem', async (t) => {
  const broken = await new Run(t, 'broken/throws-at-import').live(logon, kill);
  t.is(broken.code, 70);
  t.regex(eventsOf(broken, 'problem')[0]?.what ?? '', /^fixture cannot be imported: /);
  const empty = await new Run(t, 'broken/has-no-provider-export').live(logon, kill);
  t.is(empty.code, 70);
  t.deepEqual(
    eventsOf(empty, 'loaded').map(({ entryPoints }) => entryPoints),
    [[]],
  );
  t.regex(eventsOf(empty, 'problem')[0]?.what ?? '', /exports none of MSProviderInit/);
});

test('a life of a later generation goes on where the profile of the first one is', async (t) => {
  const run = new Run(t, 'stores/correct-store', {
    providers: [
      {
        name: 'fixture',
        url: new URL('../fixtures/stores/correct-store.js', import.meta.url).href,
        profile: { colour: 'blue', PR_COMMENT_W: 'hello', '0x66100003': '7' },
      },
    ],
  });
  const first = await run.live(logon, light, ...leaveClassic);
  const second = await run.live(...READ_BACK);
  t.deepEqual([...problems(first), ...problems(second)], []);
});

test('a step stands still until another process is over, and leaves behind how that has ended', async (t) => {
  const run = new Run(t, 'stores/correct-store');
  const second = {
    ...planSecond(run.folder, '', '', 10_000),
    command: [process.execPath, '-e', 'console.log("second"); process.kill(process.pid, "SIGKILL")'],
  };
  const first = await run.with({ second }).live(logon, light, { do: 'second-instance' }, light, ...leaveFast, kill);
  t.is(first.signal, 'SIGKILL');
  t.deepEqual(problems(first), []);
  const outcome = JSON.parse(readFileSync(second.outcomeFile, 'utf8')) as SecondOutcome;
  t.like(outcome, { exitCode: null, signal: 'SIGKILL', timedOut: false, spawnError: null });
  t.is(readFileSync(second.stdoutFile, 'utf8'), 'second\n');
  const last = await run.live(...READ_BACK);
  t.deepEqual(foundItems(last), expectedItems(first));
});

test('another process that does not end is ended by force', async (t) => {
  const run = new Run(t, 'stores/correct-store');
  const second = {
    ...planSecond(run.folder, '', '', 300),
    command: [process.execPath, '-e', 'setInterval(() => {}, 1000)'],
  };
  await run.with({ second }).live(logon, { do: 'second-instance' }, ...leaveFast, kill);
  const outcome = JSON.parse(readFileSync(second.outcomeFile, 'utf8')) as SecondOutcome;
  t.like(outcome, { signal: 'SIGKILL', timedOut: true });
});

test('a step without another process in the plan is a problem', async (t) => {
  const life = await new Run(t, 'stores/correct-store').live(logon, { do: 'second-instance' }, kill);
  t.is(life.code, 70);
  t.is(eventsOf(life, 'problem')[0]?.what, 'the plan has no second instance');
});
