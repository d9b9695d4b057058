import test from 'ava';
import { judgeAll } from '#harness/catalogue/judge.js';
import type { Judgement, Requirement } from '#harness/catalogue/requirement.js';
import { identityName } from '#harness/recording/identity.js';
import { EarlyFailures } from '#harness/run/schedule/early-failures.js';
import { type PlannedRun, runsOf } from '#harness/run/schedule/plan.js';
import { SCENARIOS, scenarioNamed } from '#harness/scenarios/scenarios.js';
import { RANDOM_WALKS } from '#harness/scenarios/walks.js';
import { resultOf } from '../fake-results.js';
import { brokenByDeath } from './broken-by-death.js';

/** The runs of a scenario: its trials, and its control where it has one. */
function runsNamed(name: string): readonly PlannedRun[] {
  const scenario = scenarioNamed(name);
  if (scenario === undefined) throw new Error(`there is no scenario ${name}`);
  return runsOf(scenario, 7);
}

/** What is told of these requirements while runs end one after the other. */
class Watched {
  readonly told: string[] = [];
  /** By the ids that were judged together, how often. */
  readonly judged: string[] = [];
  readonly early: EarlyFailures;

  constructor(requirements: readonly Requirement[]) {
    this.early = new EarlyFailures({
      requirements,
      scenarios: SCENARIOS,
      judge: (chosen, observations, { stance, notRun }) => {
        this.judged.push(chosen.map(({ id }) => id).join());
        const settings = { stance, kinds: ['store'], budgetMs: 5_000, queryBudgetMs: 250 } as const;
        return judgeAll(chosen, { settings, observations, notRun });
      },
      onFailing: ({ id, status, message }) => this.told.push(`${id} ${status}: ${message}`),
    });
  }

  plan(...scenarios: readonly string[]): void {
    this.early.planned({ stance: 'in', planned: scenarios.flatMap(planned), notRun: {}, elsewhere: new Set() });
  }

  /** A run ends: the provider has died in it, or worked, or the run was interrupted. */
  async end(name: string, how: 'died' | 'killed' | 'interrupted' = 'killed'): Promise<readonly string[]> {
    const run = [...PLANNED.values()].flat().find(({ identity }) => identityName(identity) === name);
    if (run === undefined) throw new Error(`there is no run ${name}`);
    await this.early.around(async () => (how === 'interrupted' ? null : resultOf(run, { ending: how })))(run);
    return this.told.splice(0);
  }
}

const PLANNED = new Map<string, readonly PlannedRun[]>();

/** The same runs each time. */
function planned(name: string): readonly PlannedRun[] {
  const runs = PLANNED.get(name) ?? runsNamed(name);
  PLANNED.set(name, runs);
  return runs;
}

test('a failure is told when the last trial of its scenarios is over, and its null controls are not waited for', async (t) => {
  const watched = new Watched([brokenByDeath('DUR-1', ['immediate-exit'])]);
  watched.plan('immediate-exit', 'two-sessions');
  t.deepEqual(await watched.end('immediate-exit', 'died'), []);
  t.deepEqual(await watched.end('immediate-exit-trial-3'), []);
  t.deepEqual(await watched.end('immediate-exit-trial-2', 'died'), [
    'DUR-1 fail: died in immediate-exit, immediate-exit-trial-2',
  ]);
  t.deepEqual(await watched.end('immediate-exit-control', 'died'), []);
  t.deepEqual(await watched.end('two-sessions', 'died'), []);
  t.deepEqual(watched.judged, ['DUR-1', 'DUR-1'], 'when it was complete, and when it was told');
});

test('what compares with null controls is judged when they are over', async (t) => {
  const watched = new Watched([brokenByDeath('DUR-9', ['immediate-exit'], { controls: true })]);
  watched.plan('immediate-exit');
  for (const trial of ['', '-trial-2', '-trial-3'])
    t.deepEqual(await watched.end(`immediate-exit${trial}`, 'died'), []);
  t.is((await watched.end('immediate-exit-control')).length, 1);
});

test('what judges whatever is run is told of by the first run that breaks it, and once', async (t) => {
  const scenarios = ['immediate-exit', 'query-only', 'two-sessions'];
  const watched = new Watched([brokenByDeath('COM-6', scenarios, { suffices: ['immediate-exit'] })]);
  watched.plan(...scenarios);
  t.deepEqual(await watched.end('query-only'), []);
  t.deepEqual(await watched.end('two-sessions', 'died'), ['COM-6 fail: died in two-sessions']);
  t.deepEqual(await watched.end('immediate-exit', 'died'), []);
});

test('a failure waits for what may explain it, and is not told when that is broken', async (t) => {
  const requirements = [
    brokenByDeath('DUR-1', ['outlook-exit']),
    brokenByDeath('SEQ-8', ['two-sessions'], { explainedBy: ['DUR-1', 'COM-5'] }),
  ];
  const broken = new Watched(requirements);
  broken.plan('outlook-exit', 'two-sessions');
  t.deepEqual(await broken.end('two-sessions', 'died'), []);
  await broken.end('outlook-exit', 'died');
  await broken.end('outlook-exit-trial-2', 'died');
  t.deepEqual(await broken.end('outlook-exit-trial-3'), ['DUR-1 fail: died in outlook-exit, outlook-exit-trial-2']);

  const alone = new Watched(requirements);
  alone.plan('outlook-exit', 'two-sessions');
  t.deepEqual(await alone.end('two-sessions', 'died'), []);
  await alone.end('outlook-exit');
  await alone.end('outlook-exit-trial-2');
  t.deepEqual(await alone.end('outlook-exit-trial-3'), ['SEQ-8 fail: died in two-sessions']);
});

test('a cause that does not apply to the provider is not waited for', async (t) => {
  const watched = new Watched([
    brokenByDeath('ANS-5', ['outlook-exit'], { stances: ['none'] }),
    brokenByDeath('COM-2', ['query-only'], { explainedBy: ['ANS-5'] }),
  ]);
  watched.plan('query-only', 'outlook-exit');
  t.deepEqual(await watched.end('query-only', 'died'), ['COM-2 fail: died in query-only']);
});

test('a cause that judges whatever is run is waited for as far as it needs', async (t) => {
  const watched = new Watched([
    brokenByDeath('TIME-4', ['classic-exit', 'two-sessions', 'query-only'], { suffices: ['classic-exit'] }),
    brokenByDeath('SEQ-8', ['two-sessions'], { explainedBy: ['TIME-4'], judge: () => broken }),
  ]);
  watched.plan('classic-exit', 'two-sessions', 'query-only');
  t.deepEqual(await watched.end('two-sessions'), []);
  t.deepEqual(await watched.end('classic-exit'), ['SEQ-8 fail: broken']);
});

const broken: Judgement = { status: 'fail', message: 'broken', violations: [] };

test('a broken SHOULD is told as a warning, and nothing of what passes or stays open', async (t) => {
  const watched = new Watched([
    brokenByDeath('ANS-2', ['query-only'], { strength: 'SHOULD' }),
    brokenByDeath('DUR-9', ['query-only'], { strength: 'REPORT' }),
    brokenByDeath('DUR-8', ['query-only'], { judge: () => ({ ...broken, status: 'inconclusive' }) }),
    brokenByDeath('COM-7', ['query-only'], { judge: () => ({ ...broken, status: 'pass' }) }),
  ]);
  watched.plan('query-only');
  t.deepEqual(await watched.end('query-only', 'died'), ['ANS-2 warn: died in query-only']);
});

test('nothing is told early of what is judged by the clock, nor of random walks', async (t) => {
  const watched = new Watched([
    brokenByDeath('TIME-1', ['query-only'], { timed: true, suffices: ['query-only'], judge: () => broken }),
    brokenByDeath('SEQ-13', [RANDOM_WALKS], { judge: () => broken }),
  ]);
  watched.plan('query-only');
  t.deepEqual(await watched.end('query-only', 'died'), []);
  t.deepEqual(watched.judged, []);
});

test('runs that are over before the provider has answered are judged when it has', async (t) => {
  const watched = new Watched([brokenByDeath('DUR-8', ['classic-exit'])]);
  t.deepEqual(await watched.end('classic-exit', 'died'), []);
  watched.plan('classic-exit');
  t.deepEqual(watched.told, ['DUR-8 fail: died in classic-exit']);
});

test('a run that is not to take place any more is not waited for', async (t) => {
  const watched = new Watched([brokenByDeath('DUR-1', ['immediate-exit', 'two-sessions'])]);
  watched.plan('immediate-exit', 'two-sessions');
  t.deepEqual(await watched.end('two-sessions', 'died'), []);
  watched.plan('two-sessions');
  t.deepEqual(watched.told, ['DUR-1 fail: died in two-sessions']);
});

test('an interrupted run says nothing', async (t) => {
  const watched = new Watched([brokenByDeath('DUR-1', ['two-sessions', 'query-only'])]);
  watched.plan('two-sessions', 'query-only');
  await watched.end('two-sessions', 'died');
  t.deepEqual(await watched.end('query-only', 'interrupted'), []);
  t.deepEqual(watched.judged, []);
});
