import { spawnSync } from 'node:child_process';
import test from 'ava';

// What becomes of the process: each test has one of its own.

const MODULE = new URL('./support/module.js', import.meta.url).href;
const SDK = import.meta.resolve('@mapi-kit/sdk/sync-worker');

function run(script: string, ...nodeOptions: readonly string[]) {
  const text = `import { SyncWorker } from '${SDK}';
    const start = (options) => new SyncWorker(new URL('${MODULE}'), options);
    const codeOf = (action) => { try { action(); return 0; } catch (error) { return error.hr >>> 0; } };
    ${script}`;
  const options = { encoding: 'utf8', timeout: 30_000 } as const;
  const args = ['--conditions=mapi-kit-modules', ...nodeOptions, '--input-type=module', '-e', text];
  return spawnSync(process.execPath, args, options);
}

test('A thread keeps no process alive: idle, busy, or closed with a timer of its own', (t) => {
  for (const script of [
    `start().call('add', 1, 1);`,
    `codeOf(() => start({ timeLimit: 1000 }).call('slow', 60_000, 'x'));`,
    `const worker = start(); worker.call('forgetTimer'); worker.close();`,
    `const worker = start(); worker.call('add', 1, 1); worker.kill();`,
    'start();',
  ]) {
    const begin = performance.now();
    const { status, signal, stderr } = run(`${script}; console.log('end')`);
    t.deepEqual({ status, signal, stderr }, { status: 0, signal: null, stderr: '' }, script);
    t.true(performance.now() - begin < 15_000);
  }
});

test('What the module prints is there although the process is killed in the same turn', (t) => {
  const { stdout, stderr, signal } = run(
    `start().call('print', 'from the thread'); process.kill(process.pid, 'SIGKILL');`,
  );
  t.is(signal, 'SIGKILL');
  t.is(stdout, 'from the thread\n');
  t.is(stderr, 'from the thread as an error\n');
});

test('Much that is printed arrives whole, and in order', (t) => {
  const { stdout } = run(
    `const worker = start();
     for (let index = 0; index < 20; index += 1) worker.call('print', String(index % 10).repeat(20_000));`,
  );
  const lines = stdout.trim().split('\n');
  t.deepEqual(
    lines.map((line) => [line[0], line.length]),
    Array.from({ length: 20 }, (_, index) => [String(index % 10), 20_000]),
  );
});

test('A thread that runs out of memory ends alone: its call is late, and later ones say why', (t) => {
  const { stdout, stderr, status, signal } = run(
    `const worker = start({ timeLimit: 3000 });
     codeOf(() => worker.call('useMemory'));
     const wait = setInterval(() => {
       if (worker.isAlive) return;
       clearInterval(wait);
       try { worker.call('add', 1, 1); } catch (error) { console.log(error.hr >>> 0, error.cause.code); }
     }, 20);`,
    '--max-old-space-size=80',
  );
  t.deepEqual({ status, signal }, { status: 0, signal: null }, stderr);
  t.is(stdout, `${0x80004005} ERR_WORKER_OUT_OF_MEMORY\n`);
});

test('A classic exit with a closed thread ends with code 0', (t) => {
  for (let index = 0; index < 5; index += 1) {
    const { status, signal } = run(`const worker = start(); worker.call('add', 1, 1); worker.close(); process.exit();`);
    t.deepEqual({ status, signal }, { status: 0, signal: null });
  }
});
