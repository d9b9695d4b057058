import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import type { PlannedSecond, SecondOutcome } from '../../life/life-plan.js';
import { isAlive } from './kill-tree.js';
import { collectOutput, type Output } from './output-tail.js';
import type { ChildOutcome } from './run-child.js';
import { type NodeRuntime, OWN_NODE } from './runtime.js';

/**
 * Plans the process of a life that is lived beside another one, whose process is going to start it.
 *
 * @param work - the folder of the run's data
 * @param hostFile - the script of the host process
 * @param planFile - where the plan of the life lies
 * @param limitMs - how long it may take, in milliseconds
 * @param name - of the files with what it prints and how it ends
 * @param runtime - what runs both processes
 */
export function planSecond(
  work: string,
  hostFile: string,
  planFile: string,
  limitMs: number,
  name: string,
  runtime: NodeRuntime = OWN_NODE,
): PlannedSecond {
  return {
    command: [...runtime.commandInside, runtime.path(hostFile), runtime.path(planFile)],
    cwd: work,
    limitMs,
    stdoutFile: join(work, `${name}.stdout`),
    stderrFile: join(work, `${name}.stderr`),
    outcomeFile: join(work, `${name}.json`),
  };
}

/**
 * What became of a process that another one has started and waited for.
 *
 * @param second - as it was planned
 * @param runtime - what has run both processes
 * @returns the facts; a process that the other one did not come to start, or did not see the end of, has a `spawnError`
 */
export async function secondOutcome(
  { stdoutFile, stderrFile, outcomeFile }: PlannedSecond,
  runtime: NodeRuntime = OWN_NODE,
): Promise<ChildOutcome> {
  const outcome = await readFile(outcomeFile, 'utf8').then(
    (text) => JSON.parse(text) as SecondOutcome,
    () => null,
  );
  const { pid, exitCode, signal, timedOut, wallMs, spawnError } = outcome ?? NEVER_STARTED;
  return {
    pid: pid === 0 ? null : pid,
    exitCode,
    signal,
    timedOut,
    forced: timedOut,
    outOfMemory: false,
    // Whoever has waited for it has taken its id away. An id of Windows says nothing here.
    gone: pid === 0 || runtime.wine !== null || !isAlive(pid),
    wallMs,
    spawnError,
    stdout: await outputOf(stdoutFile),
    stderr: await outputOf(stderrFile),
  };
}

const NEVER_STARTED: SecondOutcome = {
  pid: 0,
  exitCode: null,
  signal: null,
  timedOut: false,
  wallMs: 0,
  spawnError: 'the life before did not come to start it, or to see its end',
};

async function outputOf(file: string): Promise<Output> {
  const stream = createReadStream(file);
  const output = collectOutput(stream);
  await finished(stream).catch(() => {});
  return output();
}
