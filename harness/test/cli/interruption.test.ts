import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import anyTest from 'ava';

const BIN = fileURLToPath(new URL('../../../bin/mapi-certify.js', import.meta.url));
const STORE = fileURLToPath(new URL('../fixtures/stores/correct-store.js', import.meta.url));

// Windows has no signals that a test could send
const test = process.platform === 'win32' ? anyTest.skip : anyTest.serial;

const HAS_PROC = existsSync('/proc/self/cmdline');

interface Interrupted {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** What is left in the folder for temporary files. */
  readonly temporary: readonly string[];
  /** Command lines of processes that still work there. */
  readonly processes: readonly string[];
  readonly completion: string;
}

function processesOf(folder: string): string[] {
  if (!HAS_PROC) return [];
  return readdirSync('/proc').flatMap((pid) => {
    try {
      const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      return line.includes(folder) ? [line] : [];
    } catch {
      return [];
    }
  });
}

async function waitFor(condition: () => boolean): Promise<void> {
  const until = performance.now() + 20_000;
  while (!condition()) {
    if (performance.now() > until) throw new Error('it did not happen within 20 s');
    await sleep(10);
  }
}

/** Starts a certification, sends the signals as soon as a process under test is there, and looks at what is left. */
async function interrupt(signals: readonly NodeJS.Signals[]): Promise<Interrupted> {
  const folder = mkdtempSync(join(tmpdir(), 'mapi-certify-interruption-'));
  const temporary = join(folder, 'temporary');
  mkdirSync(temporary);
  try {
    const child = spawn(process.execPath, [BIN, STORE, '--seed', '7', '--out', 'out', '--jobs', '2'], {
      cwd: folder,
      env: { ...process.env, TMPDIR: temporary },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      stdout += chunk;
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      stderr += chunk;
    });
    const closed = once(child, 'close');
    await waitFor(() => {
      const started = HAS_PROC ? processesOf(temporary).length > 0 : existsSync(join(folder, 'out', 'result.json'));
      return started || child.exitCode !== null;
    });
    for (const signal of signals) child.kill(signal);
    await closed;
    // what was killed may take a moment to go
    await waitFor(() => processesOf(temporary).length === 0).catch(() => {});
    const report = JSON.parse(readFileSync(join(folder, 'out', 'result.json'), 'utf8')) as { completion: string };
    return {
      code: child.exitCode,
      stdout,
      stderr,
      temporary: readdirSync(temporary),
      processes: processesOf(temporary),
      completion: report.completion,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test('Ctrl-C ends in order: a partial result that is marked so, nothing left behind, code 130', async (t) => {
  const { stdout, ...rest } = await interrupt(['SIGINT']);
  t.deepEqual(rest, { code: 130, stderr: '', temporary: [], processes: [], completion: 'interrupted' });
  t.regex(stdout, /^INTERRUPTED {2}\d+ of \d+ requirements were judged before the run was stopped\./mu);
  t.notRegex(stdout, /^(?:CERTIFIED|PASSED)/mu);
});

test('SIGTERM does the same with code 143', async (t) => {
  const { stdout, ...rest } = await interrupt(['SIGTERM']);
  t.deepEqual(rest, { code: 143, stderr: '', temporary: [], processes: [], completion: 'interrupted' });
  t.regex(stdout, /^INTERRUPTED /mu);
});

test('A second signal ends at once, and with it every process that was started', async (t) => {
  const { code, processes, temporary, completion, stdout } = await interrupt(['SIGINT', 'SIGTERM']);
  t.true(code === 130 || code === 143, `code ${code}`);
  t.deepEqual([processes, temporary, completion], [[], [], 'interrupted']);
  t.notRegex(stdout, /^(?:CERTIFIED|PASSED)/mu);
});
