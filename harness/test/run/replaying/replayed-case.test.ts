import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import type { Finding } from '#harness/catalogue/requirement.js';
import { identityName, type ScenarioIdentity } from '#harness/recording/identity.js';
import { RUN_FORMAT, type RunDescription } from '#harness/recording/layout.js';
import { RecordedRuns } from '#harness/run/judging/recorded-runs.js';
import { findCase } from '#harness/run/replaying/replayed-case.js';
import { READ_BACK } from '#harness/run/schedule/plan.js';
import type { Life } from '#harness/scenarios/scenario.js';
import { parseScript } from '#harness/scenarios/walk-script.js';
import { chainOf } from '#harness/scenarios/walks.js';
import { finding, violation } from '../../support/certification-report.js';

const folder = mkdtempSync(join(tmpdir(), 'mapi-kit-cases-'));
test.after.always(() => rmSync(folder, { recursive: true, force: true }));

function record(
  place: string,
  scenario: string,
  changes: Partial<ScenarioIdentity>,
  lives: readonly Life[] = [],
): void {
  const identity = { scenario, control: false, trial: 0, seed: 7, ...changes };
  const script = { lives: [...lives, READ_BACK] };
  const run: RunDescription = {
    format: RUN_FORMAT,
    ...identity,
    script,
    lives: script.lives.length,
    wallMs: 1,
    files: {},
  };
  const path = join(folder, place, identityName(identity));
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, 'run.json'), JSON.stringify(run));
}

const SCRIPT = 'logon,work:2,kill;logon,query,do,kill';
record('evidence', 'outlook-exit', {});
record('evidence', 'outlook-exit', { trial: 1, seed: 8 });
record('evidence', 'outlook-exit', { control: true });
record('evidence', 'random-walks', { trial: 2, seed: 9 }, chainOf(parseScript(SCRIPT)));
record('evidence-of-repetitions', 'outlook-exit', { trial: 1, seed: 8 });
record('evidence-of-repetitions', 'two-sessions', {});

const runs = new RecordedRuns(folder, '/');
const broken = (id: string, run: string, more: Parameters<typeof violation>[0] = {}): Finding =>
  finding({ id, status: 'fail', violations: [violation({ run, ...more })] });
const findings = [
  broken('DUR-2', 'outlook-exit-trial-2', { seed: 8 }),
  broken('DUR-1', 'outlook-exit-trial-2', { seed: 8 }),
  broken('SEQ-2', 'two-sessions', { scenario: 'two-sessions' }),
  broken('SEQ-13', 'random-walks-trial-3', { scenario: 'random-walks', seed: 9 }),
  broken('SEQ-3', 'random-walks-trial-3', { scenario: 'random-walks', seed: 9, script: 'logon,kill' }),
  finding({ id: 'COM-1' }),
];

const find = (word: string) => {
  const { repeated, only, run } = findCase(word, 'DIR', runs, { findings });
  return { ...repeated, only, run: `${run.place}/${run.name}` };
};

test('A finding is its first case, with the requirement alone', (t) => {
  const found = { scenario: 'outlook-exit', seed: 8, only: ['DUR-2'], run: 'evidence/outlook-exit-trial-2' };
  t.deepEqual(find('DUR-2'), found);
  t.deepEqual(find('dur-2'), found);
});

test('A run has its own seed, and all that cite it', (t) => {
  const found = { scenario: 'outlook-exit', seed: 8, only: ['DUR-2', 'DUR-1'] };
  t.deepEqual(find('outlook-exit-trial-2'), { ...found, run: 'evidence/outlook-exit-trial-2' });
  const repetition = 'evidence-of-repetitions/outlook-exit-trial-2';
  t.deepEqual(find(repetition), { ...found, run: repetition });
});

test('A run that nothing cites is judged by all that it is played for', (t) => {
  t.deepEqual(find('outlook-exit-control'), {
    scenario: 'outlook-exit',
    seed: 7,
    only: [],
    run: 'evidence/outlook-exit-control',
  });
});

test('What only a repetition shows is found there', (t) => {
  t.is(find('SEQ-2').run, 'evidence-of-repetitions/two-sessions');
});

test('Of random walks the script is played, that of the finding or as the run has it', (t) => {
  t.is(find('SEQ-3').script, 'logon,kill');
  t.is(find('SEQ-13').script, SCRIPT);
  t.is(find('random-walks-trial-3').script, SCRIPT);
});

test('Where nothing is broken there is no case', (t) => {
  t.throws(() => find('COM-1'), {
    message:
      'COM-1 has no case in DIR that could be played again (pass); name a run, which mapi-certify show DIR lists',
  });
});

test('What there is not is told with what was probably meant', (t) => {
  t.throws(() => find('SEQ-14'), { message: /^there is no finding or run SEQ-14 in DIR; did you mean SEQ-13\? / });
  t.throws(() => find('nothing-like-it'), {
    message: /^there is no finding or run nothing-like-it in DIR \(mapi-certify/,
  });
});
