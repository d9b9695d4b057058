import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import test from 'ava';
import { verifyEvidence } from '#harness/index.js';
import { Bundle } from '../run/verifying/bundle.js';
import { filesBelow } from '../support/evidence.js';

const BYTES = 1_000;
const STRUCTURES = 100;

const bundle = new Bundle();
test.before(async (t) => {
  t.timeout(60_000);
  await bundle.make({ only: undefined, quick: true, items: 10 });
});
test.after.always(() => bundle.remove());

/** Numbers that look as if by chance, and are the same each time. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

async function holds(path: string): Promise<boolean> {
  return (await verifyEvidence(path, { key: bundle.key })).holds;
}

test.serial('a thousand single bytes of a signed bundle are changed, one at a time, and each is found', async (t) => {
  t.timeout(600_000);
  const copy = bundle.copy(t);
  const files = filesBelow(copy);
  const roll = dice(13);
  const missed: string[] = [];
  for (let round = 0; round < BYTES; round += 1) {
    // Each file as often as another, whatever its size: certificate and manifest among them.
    const file = files[roll(files.length)] ?? '';
    const before = readFileSync(file);
    if (before.length === 0) continue;
    const after = Buffer.from(before);
    const at = roll(after.length);
    after[at] = (before[at] ?? 0) ^ (1 + roll(255));
    writeFileSync(file, after);
    if (await holds(copy)) missed.push(`${relative(copy, file)}, byte ${at}: ${before[at]} to ${after[at]}`);
    writeFileSync(file, before);
  }
  t.deepEqual(missed, []);
  t.true(await holds(copy), 'with everything as it was, it is verified');
});

test.serial(
  'a hundred files and folders of a signed bundle are moved, left out, put in, and each is found',
  async (t) => {
    t.timeout(600_000);
    const roll = dice(29);
    const any = <T>(list: readonly T[]): T => list[roll(list.length)] as T;
    const edits: Readonly<Record<string, (copy: string) => void>> = {
      'a file is missing': (copy) => rmSync(any(filesBelow(copy))),
      'a file is empty': (copy) => writeFileSync(any(filesBelow(copy)), ''),
      'a file is cut short': (copy) => {
        const file = any(filesBelow(copy).filter((path) => readFileSync(path).length > 1));
        writeFileSync(file, readFileSync(file).subarray(0, -1));
      },
      'a file goes on': (copy) => {
        const file = any(filesBelow(copy));
        writeFileSync(file, Buffer.concat([readFileSync(file), Buffer.from('\n')]));
      },
      'a file is there twice': (copy) => {
        const file = any(filesBelow(copy));
        cpSync(file, `${file}.copy`);
      },
      'a file has another name': (copy) => {
        const file = any(filesBelow(copy));
        renameSync(file, `${file}-1`);
      },
      'a file stands for another one': (copy) => {
        const [one, other] = [any(filesBelow(copy)), any(filesBelow(copy))];
        if (readFileSync(one).equals(readFileSync(other))) writeFileSync(other, 'other');
        else cpSync(one, other);
      },
      'a line of JSON is missing': (copy) => {
        const file = any(filesBelow(copy).filter((path) => path.endsWith('.json')));
        const lines = readFileSync(file, 'utf8').split('\n');
        writeFileSync(file, lines.toSpliced(roll(lines.length - 1), 1).join('\n'));
      },
      'two lines of JSON are exchanged': (copy) => {
        const file = any(filesBelow(copy).filter((path) => path.endsWith('.json')));
        const lines = readFileSync(file, 'utf8').split('\n');
        const at = lines.findIndex((line, index) => line !== lines[index + 1]);
        writeFileSync(file, lines.toSpliced(at, 2, lines[at + 1] ?? '', lines[at] ?? '').join('\n'));
      },
      'a run is missing': (copy) => rmSync(join(copy, 'evidence', any(runsOf(copy))), { recursive: true }),
      'a run is there twice': (copy) => {
        const run = join(copy, 'evidence', any(runsOf(copy)));
        cpSync(run, `${run}-trial-2`, { recursive: true });
      },
      'a run stands for another one': (copy) => {
        const [one = '', other = ''] = runsOf(copy);
        rmSync(join(copy, 'evidence', other), { recursive: true });
        cpSync(join(copy, 'evidence', one), join(copy, 'evidence', other), { recursive: true });
      },
      'a folder is put in': (copy) => mkdirSync(join(copy, 'evidence', `more-${roll(1_000)}`)),
      'repetitions are put in': (copy) => {
        const run = any(runsOf(copy));
        cpSync(join(copy, 'evidence', run), join(copy, 'evidence-of-repetitions', run), { recursive: true });
      },
    };
    const names = Object.keys(edits);
    const missed: string[] = [];
    for (let round = 0; round < STRUCTURES; round += 1) {
      const name = names[round % names.length] ?? '';
      const copy = bundle.copy(t);
      edits[name]?.(copy);
      if (await holds(copy)) missed.push(`${name} (${basename(copy)})`);
      rmSync(copy, { recursive: true });
    }
    t.deepEqual(missed, []);
  },
);

function runsOf(copy: string): readonly string[] {
  return readdirSync(join(copy, 'evidence'), { withFileTypes: true }).flatMap((entry) => {
    return entry.isDirectory() ? [entry.name] : [];
  });
}
