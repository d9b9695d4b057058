import { PR_RECORD_KEY } from '@mapi-kit/sdk';
import anyTest, { type ExecutionContext } from 'ava';
import { propertyKey } from '#harness/recording/parts.js';
import type { Step } from '#harness/scenarios/step-kinds.js';
import { eventsOf, expectedItems, foundItems, kinds, type Lived, problems, READ_BACK, Run } from './support/live.js';
import { kill, leaveClassic, leaveFast, light, logon, work } from './support/script.js';

// Each test starts processes: one after the other is enough for the machine.
const test = anyTest.serial;

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
  t.deepEqual(foundItems(second, expectedItems(first)), expectedItems(first));
  t.is(eventsOf(second, 'read-back')[0]?.items, Object.keys(expectedItems(first)).length);
});

test('every entry id that was given out opens the item it was given out for', async (t) => {
  const [first, second] = await killedAndReadBack(t);
  const opened = eventsOf(second, 'opened');
  const withIds = Object.keys(expectedItems(first)).filter((item) => !/setting-|hidden-messages/.test(item));
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
  // With a few more, of which each life has the same.
  t.true(items.size >= 40 && items.size <= 70, `${items.size} items`);
  const categories = new Set(saved.map(({ category }) => category));
  t.deepEqual([...categories].sort(), ['changed', 'created', 'folder', 'setting', 'submitted', 'unsaved']);
  t.is(eventsOf(first, 'unsaved').length, 3);
});

test('the same seed gives the same saves, entry ids, the record key of the store and times aside', async (t) => {
  const recordKey = propertyKey('', PR_RECORD_KEY);
  const saves = async () => {
    const life = await new Run(t, 'stores/correct-store').live(logon, work, light, kill);
    return eventsOf(life, 'saved').map(({ item, category, state }) => {
      const { [recordKey]: _, ...parts } = state?.parts ?? {};
      return { item, category, state: state === null ? null : { ...state, parts } };
    });
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
  t.deepEqual(foundItems(second, expectedItems(first)), expectedItems(first));
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
  t.deepEqual(foundItems(await run.live(...READ_BACK), expectedItems(first)), expectedItems(first));
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
  t.deepEqual(foundItems(second, expectedItems(first)), expectedItems(first));
  t.is(eventsOf(second, 'read-back').length, 2);
});

test('each generation changes and deletes items of the ones before', async (t) => {
  const run = new Run(t, 'stores/correct-store');
  const lives: Lived[] = [];
  for (let life = 0; life < 3; life += 1) {
    const steps: Step[] = [logon, { do: 'read-back' }, { ...work, items: { share: 0.5 } } as Step, ...leaveFast, kill];
    const lived = await run.live(...steps);
    t.deepEqual(problems(lived), [], `life ${life + 1}`);
    t.deepEqual(foundItems(lived, expectedItems(...lives)), expectedItems(...lives), `life ${life + 1}`);
    lives.push(lived);
  }
  const last = await run.live(...READ_BACK);
  t.deepEqual(foundItems(last, expectedItems(...lives)), expectedItems(...lives));
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
  t.deepEqual(foundItems(await run.live(...READ_BACK), expectedItems(first)), expectedItems(first));
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
  t.deepEqual(foundItems(await run.live(...READ_BACK), expectedItems(first)), expectedItems(first));
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

test('a kill by time comes no sooner than the call that it is to cut, and no later than the next word of the journal, however busy the machine is', async (t) => {
  const run = new Run(t, 'stores/write-through-store', { kill: { within: 'shutdown', afterNs: 0 } });
  const life = await run.live(logon, light, ...leaveFast, kill);
  t.is(life.signal, 'SIGKILL');
  t.like(life.events.at(-2), { e: 'client-call', method: 'IMAPIClientShutdown::NotifyProcessShutdown' });
  t.like(life.events.at(-1), { e: 'part', part: 'shutdown', edge: 'begins' });
});

test('a kill at the end of the work comes when all of it is done, and before the client asks', async (t) => {
  const run = new Run(t, 'stores/correct-store', { kill: { within: 'work', end: true } });
  const life = await run.live(logon, light, { do: 'wait', ms: 5 }, light, ...leaveFast, kill);
  t.is(life.signal, 'SIGKILL');
  const steps = eventsOf(life, 'step').map((each) => each.do);
  t.deepEqual(steps, ['logon', 'work', 'wait', 'work']);
  t.deepEqual(
    eventsOf(life, 'part').map(({ edge }) => edge),
    ['begins'],
  );
  t.deepEqual(
    clientCalls(life).filter((method) => method === 'QueryFastShutdown'),
    [],
  );
  const saved = Object.keys(expectedItems(life)).length;
  const whole = await new Run(t, 'stores/correct-store').live(
    logon,
    light,
    { do: 'wait', ms: 5 },
    light,
    ...leaveFast,
    kill,
  );
  t.is(saved, Object.keys(expectedItems(whole)).length);
});

test('bulk messages are read back through the contents table, and each fiftieth is opened', async (t) => {
  const run = new Run(t, 'stores/correct-store');
  const bulk: Step = { do: 'work', workload: 'bulk', items: { count: 1_200 } };
  const first = await run.live(logon, bulk, ...leaveFast, kill);
  const second = await run.live(...READ_BACK);
  t.is(Object.keys(expectedItems(first)).length, 1_202);
  t.deepEqual(foundItems(second, expectedItems(first)), expectedItems(first));
  t.is(eventsOf(second, 'opened').length, 1_200 / 50 + 2);
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
