import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { JOURNAL_PIPE } from '../../life/journal-pipe.js';
import { messageOf } from '../input/configuration-error.js';
import { childEnvironment } from './child-environment.js';
import { DebuggerOutput } from './debugger-output.js';
import { isAlive, killTree } from './kill-tree.js';
import type { Leftovers } from './leftovers.js';
import { marked } from './marks.js';
import { collectOutput, type Output } from './output-tail.js';
import { CHILD_MEMORY_MIB, type NodeRuntime, OWN_NODE } from './runtime.js';

/** How often the watchdog looks, in milliseconds. */
const WATCH_INTERVAL_MS = 200;
/** How long to wait for an ended process's output and process id to go, in milliseconds. */
const AFTERMATH_MS = 1_000;

/** A node process to be run to its end. */
export interface ChildRequest {
  /** The path of the script, and its arguments. */
  readonly script: string;
  readonly args: readonly string[];
  /** What runs it; the Node of this process unless given. Paths are as that knows them, but for `cwd`. */
  readonly runtime?: NodeRuntime;
  readonly cwd: string;
  /** A command that starts node in surroundings of its own, and becomes it; none unless given. */
  readonly launcher?: readonly string[] | undefined;
  /** The file to which is appended what the process writes to the descriptor JOURNAL_PIPE; it has none unless given. */
  readonly pipedTo?: string;
  /** The beginning of the paths to which a sanitizer reports, if there is one; stderr unless given. */
  readonly sanitizerLog?: string;
  /** Where node may keep compiled code for later processes, if it can; none unless given. */
  readonly compileCache?: string | undefined;
  /** The process is ended after this many milliseconds. */
  readonly limitMs: number;
  /** Asked every now and then: true ends the process before its limit, as one that hangs. */
  readonly hangs?: () => boolean;
  /** The process waits for a debugger before its first line: told where that may attach. It waits for none unless given. */
  readonly onDebugger?: (url: string) => void;
  readonly leftovers: Leftovers;
  /** Ends the process at once. */
  readonly signal?: AbortSignal | undefined;
}

/** What a process did, as its parent saw it. */
export interface ChildOutcome {
  readonly pid: number | null;
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly timedOut: boolean;
  readonly forced: boolean;
  /** It took more memory than it may, and was ended for that. */
  readonly outOfMemory: boolean;
  readonly gone: boolean;
  readonly wallMs: number;
  readonly spawnError: string | null;
  readonly stdout: Output;
  readonly stderr: Output;
}

const nothing: Output = { bytes: 0, head: '', tail: '', kept: [''], omitted: 0 };

/**
 * Runs a script in a node process of its own until that ends, and leaves nothing of it behind.
 *
 * No shell; nothing on stdin; stdout and stderr are read and counted. The process leads a group of its own, so that what
 * the provider starts itself is ended with it; what has left the group is found by its mark, on Linux.
 *
 * @param request - what to run, and for how long
 * @returns the facts, never folded into one; a process that could not be started has a `spawnError`
 */
export async function runChild(request: ChildRequest): Promise<ChildOutcome> {
  const startedAt = performance.now();
  const notStarted = (error: unknown): ChildOutcome => ({
    pid: null,
    exitCode: null,
    signal: null,
    timedOut: false,
    forced: false,
    outOfMemory: false,
    gone: true,
    wallMs: performance.now() - startedAt,
    spawnError: messageOf(error),
    stdout: nothing,
    stderr: nothing,
  });
  if (request.signal?.aborted) return notStarted('interrupted before it was started');
  const mark = request.leftovers.marks.next();
  let child: ChildProcess;
  try {
    child = start(request, mark);
  } catch (error) {
    return notStarted(error);
  }
  if (child.pid === undefined) {
    const [error] = await once(child, 'error');
    return notStarted(error);
  }
  const outcome = await follow(child, child.pid, request, startedAt);
  request.leftovers.marks.end(mark);
  return outcome;
}

function start(request: ChildRequest, mark: string): ChildProcess {
  const [command = process.execPath, ...args] = commandOf(request);
  const { runtime = OWN_NODE } = request;
  const environment = childEnvironment(process.env, runtime.wine === null ? request.compileCache : undefined);
  return spawn(command, args, {
    cwd: request.cwd,
    env: marked(runtime.environment(environment, request.sanitizerLog), mark),
    stdio: ['ignore', 'pipe', 'pipe', ...(request.pipedTo === undefined ? [] : ['pipe' as const])],
    detached: process.platform !== 'win32',
    windowsHide: true,
    shell: false,
  });
}

/** Any port that is free, of this machine alone. */
const DEBUGGER_FLAG = '--inspect-brk=127.0.0.1:0';

function commandOf(request: ChildRequest): readonly string[] {
  const { launcher = [], script, args, cwd, onDebugger, runtime = OWN_NODE } = request;
  const debugging = onDebugger === undefined ? [] : [DEBUGGER_FLAG];
  const node = [...runtime.command, ...debugging, runtime.path(script), ...args];
  // What enters other file systems loses its working directory on the way.
  return launcher.length === 0 ? node : [...launcher, 'sh', '-c', 'cd "$0" && exec "$@"', cwd, ...node];
}

async function follow(
  child: ChildProcess,
  pid: number,
  request: ChildRequest,
  startedAt: number,
): Promise<ChildOutcome> {
  const { leftovers, signal } = request;
  leftovers.addProcess(pid);
  const stdout = child.stdout === null ? () => nothing : collectOutput(child.stdout);
  const printed = request.onDebugger === undefined ? null : new DebuggerOutput(request.onDebugger);
  if (printed !== null) child.stderr?.pipe(printed);
  const errors = printed ?? child.stderr;
  const stderr = errors === null ? () => nothing : collectOutput(errors);
  const pipe = child.stdio[JOURNAL_PIPE] as Readable | undefined;
  if (pipe !== undefined && request.pipedTo !== undefined) appendAll(pipe, request.pipedTo);
  let timedOut = false;
  let forced = false;
  let outOfMemory = false;
  const end = (): void => {
    forced = true;
    killTree(pid);
  };
  const watchdog = setInterval(() => {
    if (forced) return;
    outOfMemory = ownMemoryMiB(pid) > CHILD_MEMORY_MIB;
    timedOut = !outOfMemory && (performance.now() - startedAt > request.limitMs || request.hangs?.() === true);
    if (timedOut || outOfMemory) end();
  }, WATCH_INTERVAL_MS);
  signal?.addEventListener('abort', end, { once: true });
  const whole = [once(child, 'close'), ...(printed === null ? [] : [finished(printed)])];
  const closed = Promise.all(whole).catch(() => {});
  child.on('error', () => {});
  const [exitCode, exitSignal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  const wallMs = performance.now() - startedAt;
  clearInterval(watchdog);
  signal?.removeEventListener('abort', end);
  const gone = await isGone(pid);
  // Whatever it started itself and left behind. On Windows nothing leads from an ended process to its children.
  if (process.platform !== 'win32') killTree(pid);
  leftovers.removeProcess(pid);
  await Promise.race([closed, sleep(AFTERMATH_MS, undefined, { ref: false })]);
  child.stdout?.destroy();
  child.stderr?.destroy();
  pipe?.destroy();
  return {
    pid,
    exitCode,
    signal: exitSignal,
    timedOut,
    forced,
    outOfMemory,
    gone,
    wallMs,
    spawnError: null,
    stdout: stdout(),
    stderr: stderr(),
  };
}

/** What a process has taken for itself alone, files that it has mapped aside; 0 where that cannot be seen. */
function ownMemoryMiB(pid: number): number {
  if (process.platform !== 'linux') return 0;
  try {
    const kib = /^RssAnon:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kib ?? 0) / 1_024;
  } catch {
    // It is gone.
    return 0;
  }
}

async function isGone(pid: number): Promise<boolean> {
  const until = performance.now() + AFTERMATH_MS;
  while (isAlive(pid)) {
    if (performance.now() > until) return false;
    await sleep(5);
  }
  return true;
}

/** Each piece is in the file before the next is taken. Where that fails the process cannot write any more, either. */
function appendAll(pipe: Readable, file: string): void {
  pipe.on('data', (bytes: Buffer) => {
    try {
      appendFileSync(file, bytes);
    } catch {
      pipe.destroy();
    }
  });
  pipe.on('error', () => {});
}
