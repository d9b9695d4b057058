import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import test from 'ava';

const BENCH = new URL('../../../../bench/', import.meta.url);

interface Cost {
  readonly cpuMs: number | null;
  readonly wallMs: number;
}
interface Ratio {
  readonly value: number;
  readonly how: string;
}
const { costOfProcesses } = (await import(new URL('cost.js', BENCH).href)) as {
  costOfProcesses(action: () => Promise<unknown>): Promise<{ cost: Cost }>;
};
const { ratioOf } = (await import(new URL('ratio.js', BENCH).href)) as {
  ratioOf(rounds: readonly { above: Cost; below: Cost }[]): Ratio;
};

const refuses = test.macro<[readonly string[], string]>({
  exec(t, args, sentence) {
    const run = spawnSync(process.execPath, [fileURLToPath(new URL('run.js', BENCH)), ...args], { encoding: 'utf8' });
    t.is(run.stderr, `bench: ${sentence}\n`);
    t.is(run.stdout, '');
    t.is(run.status, 2);
  },
  title: (_, args) => `npm run bench -- ${args.join(' ')} is refused`,
});

const FIGURES =
  'certification, items, coordinator, spooler, lmdb-saves, level-saves, sync-worker, table, version, repeatability, evidence, walks, native, native-store, native-store-dll, real-saves, large-changes, html, shards, quick, npm-test, detection';
test(refuses, ['speed'], `unknown figure speed; there are ${FIGURES}`);
test(refuses, ['--fast'], "Unknown option '--fast'");
test(refuses, ['--against'], "Option '--against <value>' argument missing");
test(refuses, ['--against', 'no-such-commit', 'items'], 'git knows no commit no-such-commit');
test(
  refuses,
  ['--against', 'HEAD', 'walks'],
  'walks cannot be compared with another commit; these can: certification, items, lmdb-saves, evidence, detection',
);
test(refuses, ['detection'], 'detection needs a commit: --against COMMIT; see bench/run.js');
test(
  refuses,
  ['--against', 'HEAD', '--sample', 'slow-do', 'items'],
  '--sample is for the figure detection; name it, and a commit: --against COMMIT detection',
);

(process.platform === 'linux' ? test : test.skip)(
  'the cost of processes is their CPU, with that of the processes they started, and not the time they wait',
  async (t) => {
    const busy = 'const end = process.cpuUsage().user + 300_000; while (process.cpuUsage().user < end);';
    const script = `require('child_process').spawnSync(process.execPath, ['-e', '${busy}']); setTimeout(() => {}, 500);`;
    const { cost } = await costOfProcesses(() => once(spawn(process.execPath, ['-e', script]), 'close'));
    t.true((cost.cpuMs ?? 0) >= 290, `${cost.cpuMs} ms`);
    t.true(cost.wallMs >= (cost.cpuMs ?? 0) || cost.wallMs >= 800, `${cost.wallMs} ms`);
  },
);

test('a ratio is the median of its rounds by CPU, and by wall where that is not known', (t) => {
  const rounds = [2, 9, 4].map((ms) => ({ above: { cpuMs: ms, wallMs: 1 }, below: { cpuMs: 1, wallMs: 2 } }));
  t.like(ratioOf(rounds), { value: 4 });
  t.regex(ratioOf(rounds).how, /^by CPU; by wall 0\.50; n = 3; last round 4\.0 ms CPU, 1\.0 ms wall \/ 1\.0 ms CPU, /);
  const unknown = rounds.map(({ above, below }) => ({ above: { ...above, cpuMs: null }, below }));
  t.like(ratioOf(unknown), { value: 0.5 });
  t.regex(ratioOf(unknown).how, /^by wall: this system does not tell /);
});
