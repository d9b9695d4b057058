import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import test, { type ExecutionContext } from 'ava';
import { isAlive } from '#harness/run/process/kill-tree.js';
import { Leftovers } from '#harness/run/process/leftovers.js';
import { marked } from '#harness/run/process/marks.js';
import { type ChildOutcome, type ChildRequest, runChild } from '#harness/run/process/run-child.js';
import { temporaryFolder } from '../temporary-folder.js';

const onWindows = process.platform === 'win32';
const posix = onWindows ? test.skip : test;

interface Run {
  readonly folder: string;
  readonly outcome: ChildOutcome;
}

async function run(t: ExecutionContext, source: string, more: Partial<ChildRequest> = {}): Promise<Run> {
  t.timeout(60_000);
  const folder = temporaryFolder(t);
  const script = join(folder, 'script.mjs');
  writeFileSync(script, source);
  const leftovers = new Leftovers();
  t.teardown(() => leftovers.dispose());
  const outcome = await runChild({
    script,
    args: ['an argument "quoted" $HOME'],
    cwd: folder,
    limitMs: 30_000,
    leftovers,
    ...more,
  });
  return { folder, outcome };
}

function pidIn(folder: string): number {
  return Number(readFileSync(join(folder, 'pid'), 'utf8'));
}

/** An ended process may stay in the table until its new parent has asked for it. */
async function goes(pid: number): Promise<boolean> {
  for (let i = 0; i < 100 && isAlive(pid); i += 1) await sleep(20);
  return !isAlive(pid);
}

test('an orderly end has an exit code and no signal', async (t) => {
  const { outcome } = await run(t, 'console.log(process.argv[2]); process.exit(3);');
  t.like(outcome, { exitCode: 3, signal: null, timedOut: false, forced: false, gone: true, spawnError: null });
  t.is(outcome.stdout.head.trim(), 'an argument "quoted" $HOME');
  t.true(outcome.wallMs > 0);
  t.false(isAlive(outcome.pid ?? 0));
});

test('a process that ends by itself has exit code 0', async (t) => {
  const { outcome } = await run(t, '');
  t.like(outcome, { exitCode: 0, signal: null, timedOut: false, forced: false, gone: true });
});

posix('a process that kills itself has a signal and no exit code', async (t) => {
  const { outcome } = await run(t, "process.kill(process.pid, 'SIGKILL');");
  t.like(outcome, { exitCode: null, signal: 'SIGKILL', timedOut: false, forced: false, gone: true });
});

test('a process that hangs is ended by the watchdog', async (t) => {
  const { outcome } = await run(t, 'for (;;);', { limitMs: 700 });
  t.like(outcome, { timedOut: true, forced: true, gone: true });
  if (!onWindows) t.like(outcome, { exitCode: null, signal: 'SIGKILL' });
  t.true(outcome.wallMs >= 700 && outcome.wallMs < 20_000);
});

test('a process that is found to hang is ended before its limit', async (t) => {
  let asked = 0;
  const { outcome } = await run(t, 'setInterval(() => {}, 1000);', { hangs: () => ++asked >= 2 });
  t.like(outcome, { timedOut: true, forced: true });
  t.true(outcome.wallMs < 20_000);
});

test('a process that ignores SIGTERM and SIGINT is ended all the same', async (t) => {
  const source = "process.on('SIGTERM', () => {}); process.on('SIGINT', () => {}); setInterval(() => {}, 1000);";
  const { outcome } = await run(t, source, { limitMs: 700 });
  t.like(outcome, { timedOut: true, forced: true, gone: true });
});

test('fifty megabytes on stdout are counted, and not kept', async (t) => {
  const source = `
    import { writeSync } from 'node:fs';
    const chunk = Buffer.alloc(1 << 20, 'x');
    for (let i = 0; i < 50; i += 1) {
      for (let at = 0; at < chunk.length; ) {
        try { at += writeSync(1, chunk, at); } catch (error) { if (error.code !== 'EAGAIN') throw error; }
      }
    }
    writeSync(2, 'a'.repeat(5000) + 'end');`;
  const { outcome } = await run(t, source);
  t.is(outcome.exitCode, 0);
  t.is(outcome.stdout.bytes, 50 * (1 << 20));
  t.true(outcome.stdout.tail.length <= 2_000);
  t.is(outcome.stderr.bytes, 5_003);
  t.is(outcome.stderr.tail, `${'a'.repeat(1_997)}end`);
});

posix('a grandchild is gone afterwards, also one that holds stdout open', async (t) => {
  const source = `
    import { spawn } from 'node:child_process';
    import { writeFileSync } from 'node:fs';
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
    writeFileSync('pid', String(child.pid));
    process.exit(0);`;
  const { folder, outcome } = await run(t, source);
  t.is(outcome.exitCode, 0);
  t.true(await goes(pidIn(folder)));
  t.true(outcome.wallMs < 20_000);
});

posix('what comes through the pipe is in the file, to the last line before a kill', async (t) => {
  const file = join(temporaryFolder(t), 'journal');
  writeFileSync(file, 'before\n');
  const source = `
    import { writeSync } from 'node:fs';
    const line = 'x'.repeat(99) + '\\n';
    for (let i = 0; i < 10_000; i += 1) writeSync(3, line);
    writeSync(3, 'last\\n');
    process.kill(process.pid, 'SIGKILL');`;
  const { outcome } = await run(t, source, { pipedTo: file });
  t.like(outcome, { signal: 'SIGKILL', forced: false });
  const text = readFileSync(file, 'utf8');
  t.is(text.length, 7 + 1_000_000 + 5);
  t.true(text.startsWith('before\nxx') && text.endsWith('x\nlast\n'));
});

const linux = process.platform === 'linux' ? test : test.skip;

linux('a grandchild that has left the group is gone afterwards', async (t) => {
  const source = `
    import { spawn } from 'node:child_process';
    import { writeFileSync } from 'node:fs';
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' });
    writeFileSync('pid', String(child.pid));
    process.exit(0);`;
  const { folder, outcome } = await run(t, source);
  t.is(outcome.exitCode, 0);
  t.true(await goes(pidIn(folder)));
});

linux('a mark is of one process and what it has started; whoever clears what is left behind ends all', async (t) => {
  const leftovers = new Leftovers();
  t.teardown(() => leftovers.dispose());
  const { marks } = leftovers;
  const start = (mark: string) =>
    spawn('sleep', ['60'], { env: marked(process.env, mark), detached: true, stdio: 'ignore' });
  const mark = marks.next();
  const one = start(mark);
  const another = start(marks.next());
  marks.end(mark);
  t.deepEqual(await once(one, 'exit'), [null, 'SIGKILL']);
  t.is(another.exitCode ?? another.signalCode, null);
  leftovers.clear();
  t.deepEqual(await once(another, 'exit'), [null, 'SIGKILL']);
});

test('a process that allocates without end dies alone', async (t) => {
  const { outcome } = await run(t, 'const all = []; for (;;) all.push(new Array(100_000).fill(1.5));');
  t.false(outcome.timedOut);
  t.false(outcome.exitCode === 0);
  t.true(outcome.gone);
  if (process.platform === 'linux') t.true(outcome.outOfMemory);
  else t.regex(outcome.stderr.head + outcome.stderr.tail, /heap/i);
});

test('an abort ends the process at once', async (t) => {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 400);
  const { outcome } = await run(t, 'setInterval(() => {}, 1000);', { signal: controller.signal });
  t.like(outcome, { timedOut: false, forced: true, gone: true });
  t.true(outcome.wallMs < 20_000);
});

test('nothing is started after an abort', async (t) => {
  const { outcome } = await run(t, '', { signal: AbortSignal.abort() });
  t.like(outcome, { pid: null, exitCode: null, spawnError: 'interrupted before it was started' });
});

test('a process that cannot be started says why', async (t) => {
  const { outcome } = await run(t, '', { cwd: join(temporaryFolder(t), 'nowhere') });
  t.is(outcome.pid, null);
  t.regex(outcome.spawnError ?? '', /ENOENT/);
});

test('leftovers end a process that is still there, and remove folders', async (t) => {
  const folder = temporaryFolder(t);
  const path = join(folder, 'left.txt');
  writeFileSync(path, '');
  const leftovers = new Leftovers();
  leftovers.addPath(path);
  const running = run(t, 'setInterval(() => {}, 1000);', { leftovers });
  await sleep(500);
  leftovers.clear();
  const { outcome } = await running;
  t.true(outcome.gone);
  t.false(outcome.exitCode === 0);
  t.throws(() => readFileSync(path), { code: 'ENOENT' });
  leftovers.dispose();
});
