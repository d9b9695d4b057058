import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { factsFile, journalFile, planFile, runFile } from '#harness/recording/layout.js';
import { observe } from '#harness/recording/observe.js';
import { readRecording } from '#harness/recording/read-recording.js';
import type { Recording, Script } from '#harness/recording/recording.js';
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
  for (const [index, life] of original.lives.entries()) {
    writeFileSync(factsFile(folder, index), JSON.stringify(life.facts));
    writeFileSync(journalFile(folder, index), [...life.events].map((event) => `${JSON.stringify(event)}\n`).join(''));
  }
  writeRun(folder, original);
  t.deepEqual(observe(readRecording(folder)), observe(original));
});

/** Describes a run of which everything else is in its folder. */
function writeRun(folder: string, run: Recording): void {
  const { scenario, control, trial, seed, script, lives } = run;
  const files = Object.fromEntries(readdirSync(folder).map((name) => [name, statSync(join(folder, name)).size]));
  const description = { format: 1, scenario, control, trial, seed, script, lives: lives.length, wallMs: 12, files };
  writeFileSync(runFile(folder), JSON.stringify(description));
}

const NOTHING: Recording = recording([new LifeScript()], { scenario: 'x' });

test('a missing or wrong file is named', (t) => {
  const folder = withFolder(t);
  t.throws(() => readRecording(folder), { message: /run\.json: can't be read: ENOENT/ });
  writeFileSync(runFile(folder), '{"scenario":"x"}');
  t.throws(() => readRecording(folder), { message: /run\.json: not the description of a run/ });
  writeFileSync(runFile(folder), JSON.stringify({ scenario: 'x', control: false, trial: 0, seed: 7, lives: 1 }));
  t.throws(() => readRecording(folder), { message: /run\.json: of format none, and this version reads format 1$/ });
  rmSync(runFile(folder));
  writeRun(folder, NOTHING);
  t.throws(() => readRecording(folder), { message: /life-1\.json: can't be read/ });
  writeFileSync(factsFile(folder, 0), '{"exitCode":"0"}');
  t.throws(() => readRecording(folder), { message: /life-1\.json: not the facts of a life/ });
});

test('what the run has left and is missing or cut short is named', (t) => {
  const folder = withFolder(t);
  writeFileSync(factsFile(folder, 0), JSON.stringify(facts()));
  writeFileSync(journalFile(folder, 0), 'as long as this');
  writeRun(folder, NOTHING);
  writeFileSync(journalFile(folder, 0), 'as long');
  t.throws(() => readRecording(folder), {
    message: /life-1\.ndjson: not as it was left: it had 15 bytes, and has 7$/,
  });
  rmSync(journalFile(folder, 0));
  t.throws(() => readRecording(folder), { message: /life-1\.ndjson: can't be read: it is missing$/ });
});

test('a journal that was missing in the run itself makes the life broken, and nothing else', (t) => {
  const folder = withFolder(t);
  writeFileSync(factsFile(folder, 0), JSON.stringify(facts()));
  writeRun(folder, NOTHING);
  const [life] = observe(readRecording(folder)).lives;
  t.is(life?.ending, 'broken');
  t.regex(life?.endingReason ?? '', /^the journal can't be read: ENOENT/);
});

test('what a run was to do is read as it was played, whatever its scenario is today', (t) => {
  const folder = withFolder(t);
  writeFileSync(factsFile(folder, 0), JSON.stringify(facts()));
  writeFileSync(journalFile(folder, 0), '');
  const script: Script = { unannounced: true, sessions: 2, lives: [{ steps: [{ do: 'logon' }, { do: 'kill' }] }] };
  writeRun(folder, { ...NOTHING, scenario: 'immediate-exit', script });
  const run = observe(readRecording(folder));
  t.deepEqual(run.script, script);
  t.deepEqual(run.lives[0]?.steps, script.lives[0]?.steps);
});
