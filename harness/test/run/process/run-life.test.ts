import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import type { LifePlan } from '#harness/life/life-plan.js';
import type { LifeFacts } from '#harness/recording/recording.js';
import { Leftovers } from '#harness/run/process/leftovers.js';
import { type LifeRequest, liveTogether, runLife } from '#harness/run/process/run-life.js';
import { callLimit, lifeLimit } from '#harness/run/process/watchdog.js';
import { itemsUpTo } from '#harness/run/schedule/plan-life.js';
import { temporaryFolder } from '../temporary-folder.js';

const PRELUDE = `
  import { appendFileSync, readFileSync } from 'node:fs';
  const plan = JSON.parse(readFileSync(process.argv[2], 'utf8'));
  const write = (event) => appendFileSync(plan.journalFile, JSON.stringify(event) + '\\n');
`;

type PreparedLife = Pick<LifeRequest, 'plan' | 'planFile' | 'hostFile' | 'cwd' | 'leftovers'>;

/** A life in a folder of its own, whose process runs this source. */
function prepare(t: ExecutionContext, source: string, folder = temporaryFolder(t)): PreparedLife {
  t.timeout(60_000);
  const hostFile = join(folder, 'host.mjs');
  writeFileSync(hostFile, PRELUDE + source);
  const data = join(folder, 'data');
  mkdirSync(join(data, 'deep'), { recursive: true });
  const leftovers = new Leftovers();
  t.teardown(() => leftovers.dispose());
  const plan: LifePlan = {
    scenario: 'classic-exit',
    life: 0,
    lives: 2,
    control: false,
    steps: [{ do: 'logon' }, { do: 'exit' }],
    seed: 7,
    items: 3,
    providers: [{ name: 'nowhere', url: 'file:///nowhere.js', profile: { password: 'hunter2' } }],
    journalFile: join(folder, 'life-1.ndjson'),
    earlierJournals: [],
    profileDirectory: join(folder, 'profile'),
    dataDirectories: [data, join(folder, 'not-there')],
    option: 1,
    regFile: null,
    client: 'outlook',
    companions: [],
    companionDirectory: join(folder, 'companions'),
    farSide: null,
    kill: null,
    countsWrites: false,
    medium: null,
    seconds: [],
  };
  return { plan, planFile: join(folder, 'plan.json'), hostFile, cwd: folder, leftovers };
}

async function live(t: ExecutionContext, source: string, budgetMs = 5_000, folder?: string): Promise<LifeFacts> {
  const life = prepare(t, source, folder);
  const facts = await runLife({ ...life, budgetMs });
  t.deepEqual(JSON.parse(readFileSync(life.planFile, 'utf8')), { ...life.plan, readOnce: true });
  return facts;
}

test('facts are kept apart, and the data directory is measured', async (t) => {
  const facts = await live(
    t,
    `write({ n: 1, t: 0, e: 'start' });
     appendFileSync(plan.dataDirectories[0] + '/deep/a', 'x'.repeat(1234));
     appendFileSync(plan.dataDirectories[0] + '/b', 'x');
     console.error('oh');`,
  );
  const { pid, wallMs, ...rest } = facts;
  t.true(pid !== null && pid > 0 && wallMs > 0);
  t.deepEqual(rest, {
    exitCode: 0,
    signal: null,
    timedOut: false,
    forced: false,
    killPlanned: false,
    gone: true,
    spawnError: null,
    journalError: null,
    stdoutBytes: 0,
    stderrBytes: 3,
    stdoutTail: '',
    stderrTail: 'oh\n',
    dataBytes: 1_235,
    platform: process.platform,
  });
});

test('a life that no other one shares its process with is told how it ended; of several that did not end as planned nothing is', async (t) => {
  const source = "write({ n: 1, t: 0, e: 'start' }); process.exit(3);";
  const first = { ...prepare(t, source), items: 3 };
  const second = { ...prepare(t, source), items: 3 };
  const request = { ...first, ending: 'exit', budgetMs: 5_000 } as const;
  const [facts] = await liveTogether({ ...request, lives: [first] });
  t.like(facts, { exitCode: 3, signal: null, journalError: null, livedTogether: undefined });
  t.deepEqual(await liveTogether({ ...request, lives: [first, second] }), [null, null]);
});

test('a process without a journal says nothing', async (t) => {
  const facts = await live(t, "throw new Error('out of luck');");
  t.is(facts.exitCode, 1);
  t.is(facts.journalError, 'the process wrote no journal: Error: out of luck');
});

test('the host says by its exit code that the journal could not be written', async (t) => {
  const facts = await live(t, "write({ n: 1, t: 0, e: 'start' }); process.exit(74);");
  t.is(facts.journalError, 'the journal could not be written to its end (is the disk full?)');
});

test('a provider that ends the process with that code does not make the journal incomplete', async (t) => {
  const facts = await live(t, "write({ n: 1, t: 0, e: 'exit', code: 74, expected: false }); process.exit(74);");
  t.is(facts.journalError, null);
});

test('a line of the journal that is cut off is noticed', async (t) => {
  const facts = await live(t, `write({ n: 1, t: 0, e: 'start' }); appendFileSync(plan.journalFile, '{"n":2,');`);
  t.is(facts.journalError, 'the last line of the journal is cut off');
});

test('a very long last line is not taken for a cut one', async (t) => {
  const facts = await live(t, `write({ n: 1, t: 0, e: 'uncaught', message: 'x'.repeat(20000) });`);
  t.is(facts.journalError, null);
});

test('a call that does not return is noticed long before the limit of the life', async (t) => {
  const facts = await live(t, "write({ n: 1, t: 0, e: 'call', method: 'DoFastShutdown' }); for (;;);", 200);
  t.like(facts, { timedOut: true, forced: true, journalError: null });
  t.true(facts.wallMs >= callLimit(200));
  t.true(facts.wallMs < 9_000);
});

test('a life that stands still is ended, and one that goes on, as on a busy machine, has more time', async (t) => {
  const [still, slow] = await Promise.all([
    live(t, "write({ n: 1, t: 0, e: 'step', do: 'exit' }); setTimeout(() => {}, 30_000);", 200),
    live(t, 'const timer = setInterval(write, 300, {}); setTimeout(() => clearInterval(timer), 11_500);', 200),
  ]);
  t.like(still, { timedOut: true, forced: true });
  t.like(slow, { timedOut: false, exitCode: 0 });
});

test('a process that is quiet outside a call of the provider is left alone', async (t) => {
  const facts = await live(t, "write({ n: 1, t: 0, e: 'step', do: 'wait' }); setTimeout(() => {}, 2500);", 200);
  t.like(facts, { timedOut: false, exitCode: 0 });
});

test('the limit of a life grows with its waits and its items', (t) => {
  t.is(lifeLimit({ steps: [], items: 30 }, 5_000), 15_000);
  t.is(lifeLimit({ steps: [], items: 30 }, 100), 10_000);
  const steps = [
    { do: 'work', workload: 'bulk', items: { count: 10_000 } },
    { do: 'work', workload: 'light', items: { share: 0.5 } },
    { do: 'work', workload: 'mixed' },
    { do: 'wait', ms: 500 },
    { do: 'linger', ms: 1_000 },
    { do: 'leave', gapMs: 5 },
  ] as const;
  t.is(lifeLimit({ steps, items: 30 }, 100), 10_000 + 5 * (10_000 + 15 + 30) + 500 + 1_000 + 10);
});

test('a life that reads back has time for all that the lives before have saved', (t) => {
  const bulk = { steps: [{ do: 'work', workload: 'bulk', items: { count: 10_000 } }] } as const;
  const readBack = { steps: [{ do: 'read-back' }] } as const;
  const itemsSoFar = itemsUpTo({ lives: [bulk, readBack] }, 1, 30);
  t.is(itemsSoFar, 10_030);
  t.is(lifeLimit({ ...readBack, items: 30 }, 5_000, itemsSoFar), 15_000 + 5 * 10_030);
  t.is(lifeLimit({ ...readBack, items: 30 }, 5_000), 15_000 + 5 * 30);
});

test('what a process prints lies beside its journal: all of it, or its beginning and its end, without secrets', async (t) => {
  const folder = temporaryFolder(t);
  const facts = await live(
    t,
    `write({ n: 1, t: 0, e: 'start' });
     console.log('the password is hunter2');
     console.error('begin ' + 'x'.repeat(100_000) + ' end');`,
    5_000,
    folder,
  );
  t.is(facts.stdoutTail, 'the password is ***\n');
  t.is(readFileSync(join(folder, 'life-1.stdout.txt'), 'utf8'), 'the password is ***\n');
  const errors = readFileSync(join(folder, 'life-1.stderr.txt'), 'utf8');
  t.regex(errors, /^begin x+\n\[\d+ bytes are left out here\]\nx+ end\n$/);
  t.true(errors.length < 33_000);
});

test('a secret that is cut where output is left out is hidden on both sides', async (t) => {
  const folder = temporaryFolder(t);
  const facts = await live(
    t,
    `write({ n: 1, t: 0, e: 'start' });
     const lines = 'y'.repeat(16 * 1024 - 4);
     process.stdout.write(lines + 'hunter2' + 'x'.repeat(100_000) + 'hunter2' + lines);
     console.error('x'.repeat(100) + 'hunter2' + 'x'.repeat(1_995));`,
    5_000,
    folder,
  );
  const printed = readFileSync(join(folder, 'life-1.stdout.txt'), 'utf8');
  t.regex(printed, /^y+\*{3}\n\[\d+ bytes are left out here\]\n\*{3}y+$/);
  t.regex(facts.stderrTail, /^\*{3}x+\n$/);
});

test('a process that prints nothing leaves no file for it', async (t) => {
  const folder = temporaryFolder(t);
  await live(t, "write({ n: 1, t: 0, e: 'start' });", 5_000, folder);
  t.false(existsSync(join(folder, 'life-1.stdout.txt')));
});
