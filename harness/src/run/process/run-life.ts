import { existsSync } from 'node:fs';
import { unlink, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EXIT } from '../../life/exit-codes.js';
import type { LifePlan } from '../../life/life-plan.js';
import { hideIn, secretsOf } from '../../life/secrets.js';
import { isKilled } from '../../recording/exit-words.js';
import { outputFile } from '../../recording/layout.js';
import type { LifeFacts } from '../../recording/recording.js';
import { readCallNotes } from './call-notes.js';
import { childEnvironment } from './child-environment.js';
import { dataSize } from './data-size.js';
import { readJournalEnd } from './journal-watch.js';
import type { Leftovers } from './leftovers.js';
import type { Medium } from './medium.js';
import type { Output } from './output-tail.js';
import { planForRuntime } from './plan-for-runtime.js';
import { type ChildOutcome, runChild } from './run-child.js';
import { type NodeRuntime, OWN_NODE } from './runtime.js';
import { readSanitizerReport, sanitizerLog } from './sanitizer.js';
import { lifeLimit, watchLives } from './watchdog.js';

/** One life to be lived. */
export interface LifeRequest {
  readonly plan: LifePlan;
  /** Where the plan is written for the host to read. */
  readonly planFile: string;
  /** The script of the host process. */
  readonly hostFile: string;
  readonly cwd: string;
  /** What runs the process; the Node of this one unless given. */
  readonly runtime?: NodeRuntime;
  readonly budgetMs: number;
  /** How many items the lives up to this one work on: so many may be there to be read back. */
  readonly itemsSoFar?: number;
  /** More time, in milliseconds, for bringing messages to a far side. */
  readonly deliveryMs?: number;
  /** The medium of the data, where it is not the machine's own. */
  readonly medium?: Medium | null;
  /** Where node may keep compiled code for later processes. */
  readonly compileCache?: string | undefined;
  readonly leftovers: Leftovers;
  readonly signal?: AbortSignal | undefined;
  /** The process waits for a debugger, as long as it takes: told where that may attach. It waits for none unless given. */
  readonly onDebugger?: (url: string) => void;
}

/**
 * Lives one life: starts the host with its plan, watches it, and looks at what is left.
 *
 * @param request - the plan and its surroundings
 * @returns what the parent saw
 * @throws the error of `node:fs` when the plan can't be written
 */
export async function runLife(request: LifeRequest): Promise<LifeFacts> {
  const {
    plan,
    planFile,
    hostFile,
    cwd,
    runtime = OWN_NODE,
    budgetMs,
    medium = null,
    compileCache,
    leftovers,
    signal,
    onDebugger,
  } = request;
  await writePlan(planFile, plan, runtime);
  const limitMs = lifeLimit(plan, budgetMs, request.itemsSoFar) + (request.deliveryMs ?? 0);
  const watchdog = watchLives([plan], budgetMs, limitMs);
  const child = await runChild({
    script: hostFile,
    args: [runtime.path(planFile)],
    runtime,
    cwd,
    launcher: medium?.launcher,
    sanitizerLog: sanitizerLog(plan),
    // Whoever looks at a call in a debugger takes the time that it takes.
    ...(onDebugger === undefined ? watchdog : { limitMs: Number.POSITIVE_INFINITY, onDebugger }),
    ...(medium?.planned.journal == null ? {} : { pipedTo: plan.journalFile }),
    compileCache,
    leftovers,
    signal,
  });
  return await factsOf(child, plan, medium, runtime);
}

/** A life that one process can live after others. */
export interface SharedLife {
  readonly plan: LifePlan;
  /** Where the plan is written for the host to read. */
  readonly planFile: string;
  /** Of the run's data. */
  readonly cwd: string;
  /** How many items the lives of the run have worked on. */
  readonly items: number;
  /** More time, in milliseconds, for bringing messages to a far side. */
  readonly deliveryMs?: number;
}

/** Lives that one process lives, one after the other. */
export interface TogetherRequest
  extends Pick<LifeRequest, 'hostFile' | 'runtime' | 'budgetMs' | 'compileCache' | 'leftovers' | 'signal'> {
  readonly lives: readonly SharedLife[];
  /** How the process has to end, and all its lives with it. */
  readonly ending: 'exit' | 'kill';
}

/**
 * Starts one host process that lives several lives, one after the other, watches it, and looks at what is left. One life
 * alone has its process for itself, and nothing of it is to be doubted: its facts are those of `runLife`.
 *
 * @param request - the lives and their surroundings
 * @returns what the parent saw, for each life; null: the process did not end as planned, and each life must be lived by a
 * process of its own
 * @throws the error of `node:fs` when a plan can't be written
 */
export async function liveTogether(request: TogetherRequest): Promise<readonly (LifeFacts | null)[]> {
  const { lives, ending, hostFile, runtime = OWN_NODE, budgetMs, compileCache, leftovers, signal } = request;
  const [first, second] = lives;
  if (first !== undefined && second === undefined) {
    const { items: itemsSoFar, ...life } = first;
    return [await runLife({ ...request, ...life, itemsSoFar })];
  }
  for (const { plan, planFile } of lives) await writePlan(planFile, { ...plan, together: ending }, runtime);
  const limitMs = lives.reduce(
    (sum, { plan, items, deliveryMs = 0 }) => sum + lifeLimit(plan, budgetMs, items) + deliveryMs,
    0,
  );
  const plans = lives.map(({ plan }) => plan);
  const child = await runChild({
    script: hostFile,
    args: lives.map(({ planFile }) => runtime.path(planFile)),
    runtime,
    cwd: first?.cwd ?? '.',
    ...watchLives(plans, budgetMs, limitMs),
    compileCache,
    leftovers,
    signal,
  });
  const ended = ending === 'exit' ? child.exitCode === EXIT.done : isKilled({ ...child, platform: runtime.platform });
  if (!ended || child.forced) return lives.map(() => null);
  // The first plan has decided how a library is called, and in its file it is noted who had to wait.
  const { threadWaited } = first === undefined ? {} : readCallNotes(first.plan);
  return await Promise.all(
    lives.map(async ({ plan: { twoThreads: _, ...plan } }) => ({
      ...(await factsOf(
        child,
        { ...plan, ...(first?.plan.twoThreads === true ? { twoThreads: true } : {}) },
        null,
        runtime,
      )),
      ...(threadWaited === true ? { threadWaited } : {}),
      livedTogether: lives.length,
    })),
  );
}

/**
 * Writes a plan for the host to read, once.
 *
 * @param file - where
 * @param plan - of a life
 * @param runtime - what runs the host
 * @throws the error of `node:fs` when it can't be written
 */
export async function writePlan(file: string, plan: LifePlan, runtime: NodeRuntime = OWN_NODE): Promise<void> {
  const once: LifePlan = { ...planForRuntime(plan, runtime), readOnce: true };
  await writeFile(file, `${JSON.stringify(once, null, 2)}\n`);
}

/**
 * The facts of a life whose process is over; what that has printed is left beside the journal, without secrets.
 *
 * @param child - how that ended
 * @param plan - of the life
 * @param medium - the medium of the data, where it is not the machine's own
 * @param runtime - what has run it
 */
export async function factsOf(
  child: ChildOutcome,
  plan: LifePlan,
  medium: Medium | null,
  { platform, wine, sanitizer }: NodeRuntime = OWN_NODE,
): Promise<LifeFacts> {
  const secrets = secretsOf(
    plan.providers.map(({ profile }) => profile),
    childEnvironment(process.env),
  );
  await keepOutput(plan, 'stdout', keptText(child.stdout, secrets));
  await keepOutput(plan, 'stderr', keptText(child.stderr, secrets));
  const memoryError = sanitizer === null ? null : await readSanitizerReport(plan, child.pid, secrets);
  return {
    pid: child.pid,
    exitCode: child.exitCode,
    signal: child.signal,
    timedOut: child.timedOut,
    forced: child.forced,
    ...(child.outOfMemory ? { outOfMemory: true } : {}),
    killPlanned: plan.kill !== null,
    ...(memoryError === null ? {} : { memoryError }),
    ...readCallNotes(plan),
    ...(plan.twoThreads === true ? { twoThreads: true } : {}),
    gone: child.gone,
    wallMs: child.wallMs,
    spawnError: child.spawnError,
    journalError: journalError(child, plan),
    stdoutBytes: child.stdout.bytes,
    stderrBytes: child.stderr.bytes,
    stdoutTail: tailText(child.stdout, secrets),
    stderrTail: tailText(child.stderr, secrets),
    dataBytes: await dataSize(plan.dataDirectories.map((path) => medium?.seen(path) ?? path)),
    platform,
    ...(wine === null ? {} : { throughWine: true }),
  };
}

function keptText({ kept, omitted }: Output, secrets: readonly string[]): string {
  const [begin, end] = kept;
  if (end === undefined) return hideIn(begin, secrets);
  const parts = [hideIn(begin, secrets, { atEnd: true }), hideIn(end, secrets, { atStart: true })];
  return parts.join(`\n[${omitted} bytes are left out here]\n`);
}

function tailText({ bytes, tail }: Output, secrets: readonly string[]): string {
  return hideIn(tail, secrets, { atStart: bytes > tail.length });
}

/** What a life printed lies beside its journal. The facts have the end of it, also where there is no room for more. */
async function keepOutput({ journalFile, life }: LifePlan, stream: 'stdout' | 'stderr', text: string): Promise<void> {
  const file = outputFile(dirname(journalFile), life, stream);
  // A life that is lived once more takes the place of the one before; as a rule there is none.
  await (text === '' ? unlink(file) : writeFile(file, text)).catch(() => {});
}

function journalError(child: ChildOutcome, { journalFile: journal, kill }: LifePlan): string | null {
  if (child.spawnError !== null) return null;
  if (!existsSync(journal)) {
    return child.forced
      ? null
      : `the process wrote no journal${child.stderr.tail === '' ? '' : `: ${errorLine(child)}`}`;
  }
  const end = readJournalEnd(journal);
  // The host ends with this code when a line can't be written; the provider's own exit would have been journalled.
  if (child.exitCode === EXIT.journalBroken && end.event !== 'exit') {
    return 'the journal could not be written to its end (is the disk full?)';
  }
  // A kill at a planned time may come in the middle of a line, which counts as not written.
  const mayBeCut = child.forced || kill !== null;
  return end.whole || mayBeCut ? null : 'the last line of the journal is cut off';
}

function errorLine(child: ChildOutcome): string {
  const lines = child.stderr.tail.trim().split('\n');
  return lines.find((line) => /\w*Error\b.*: /.test(line)) ?? lines[0] ?? '';
}
