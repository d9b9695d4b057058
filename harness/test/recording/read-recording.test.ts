import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { factsFile, journalFile, planFile, runFile } from '#harness/recording/layout.js';
import { observe } from '#harness/recording/observe.js';
import { readRecording } from '#harness/recording/read-recording.js';
import { facts, LifeScript, recording, state } from '../support/recordings.js';

test('files are named by what they hold, lives from 1', (t) => {
  t.is(runFile('run'), join('run', 'run.json'));
  t.is(journalFile('run', 0), join('run', 'life-1.ndjson'));
  t.is(factsFile('run', 1), join('run', 'life-2.json'));
  t.is(planFile('run', 0), join('run', 'life-1.plan.json'));
});

function withFolder(t: { teardown(undo: () => void): void }): string {
  const folder = mkdtempSync(join(tmpdir(), 'mapi-kit-recording-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test('a folder gives the same observation as the recording it was written from', (t) => {
  const folder = withFolder(t);
  const first = new LifeScript().step('logon').saved('m1', state('m1 v1')).step('kill').killed();
  const second = new LifeScript().step('read-back').found('m1', state('m1 v1')).readBack(1).step('exit').exited();
  const original = recording([first, second], { trial: 1 });
  const run = { scenario: original.scenario, control: false, trial: 1, seed: original.seed, lives: 2 };
  writeFileSync(runFile(folder), JSON.stringify(run));
  for (const [index, life] of original.lives.entries()) {
    writeFileSync(factsFile(folder, index), JSON.stringify(life.facts));
    writeFileSync(journalFile(folder, index), [...life.events].map((event) => `${JSON.stringify(event)}\n`).join(''));
  }
  t.deepEqual(observe(readRecording(folder)), observe(original));
});

test('a missing or wrong file is named', (t) => {
  const folder = withFolder(t);
  t.throws(() => readRecording(folder), { message: /run\.json: can't be read: ENOENT/ });
  writeFileSync(runFile(folder), '{"scenario":"x"}');
  t.throws(() => readRecording(folder), { message: /run\.json: not the description of a run/ });
  writeFileSync(runFile(folder), JSON.stringify({ scenario: 'x', control: false, trial: 0, seed: 7, lives: 1 }));
  t.throws(() => readRecording(folder), { message: /life-1\.json: can't be read/ });
  writeFileSync(factsFile(folder, 0), '{"exitCode":"0"}');
  t.throws(() => readRecording(folder), { message: /life-1\.json: not the facts of a life/ });
});

test('a journal that is missing makes the life broken, and nothing else', (t) => {
  const folder = withFolder(t);
  writeFileSync(runFile(folder), JSON.stringify({ scenario: 'x', control: false, trial: 0, seed: 7, lives: 1 }));
  writeFileSync(factsFile(folder, 0), JSON.stringify(facts()));
  const [life] = observe(readRecording(folder)).lives;
  t.is(life?.ending, 'broken');
  t.regex(life?.endingReason ?? '', /^the journal can't be read: ENOENT/);
});
