import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { endedLife, noteLaterChanges } from '#harness/host/earlier-life.js';
import { Journal } from '#harness/host/journal.js';
import type { LifePlan } from '#harness/life/life-plan.js';
import { readJournal } from '#harness/recording/journal-file.js';

test('what is written after the end of a life, whose process lives on, is in its journal, unless it has only read', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'mapi-kit-earlier-life-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const lives = (['work', 'read-back'] as const).map((step) => {
    const data = join(folder, step);
    mkdirSync(data);
    writeFileSync(join(data, 'objects.log'), 'saved');
    const file = join(folder, `${step}.ndjson`);
    // Nothing else of the plan is asked for.
    const plan = { steps: [{ do: 'logon' }, { do: step }], dataDirectories: [data] } as unknown as LifePlan;
    return { data, file, ended: endedLife(plan, new Journal(file, process.hrtime.bigint()), 'shutdown') };
  });
  const ended = lives.map((life) => life.ended);
  const written = (): unknown[] =>
    lives.map(({ file }) => [...readJournal(file, ['written'])].map(({ file: name, change }) => [name, change]));
  noteLaterChanges(ended);
  t.deepEqual(written(), [[], []]);
  for (const { data } of lives) writeFileSync(join(data, 'objects.log'), 'saved later');
  noteLaterChanges(ended);
  t.deepEqual(written(), [[['objects.log', 'grew by 6 bytes']], []]);
});
