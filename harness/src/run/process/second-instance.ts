import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import type { PlannedSecond, SecondOutcome } from '../../life/life-plan.js';
import { isAlive } from './kill-tree.js';
import { collectOutput, type Output } from './output-tail.js';
import { type ChildOutcome, nodeCommand } from './run-child.js';

/**
 * Plans the process of a life that is lived beside another one, whose process is going to start it.
 *
 * @param work - the folder of the run's data
 * @param hostFile - the script of the host process
 * @param planFile - where the plan of the life lies
 * @param limitMs - how long it may take, in milliseconds
 * @param name - of the files with what it prints and how it ends
 */
export function planSecond(
  work: string,
  hostFile: string,
  planFile: string,
  limitMs: number,
  name: string,
): PlannedSecond {
  return {
    command: nodeCommand(hostFile, [planFile]),
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
 * @returns the facts; a process that the other one did not come to start, or did not see the end of, has a `spawnError`
 */
export async function secondOutcome({ stdoutFile, stderrFile, outcomeFile }: PlannedSecond): Promise<ChildOutcome> {
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
    // Whoever has waited for it has taken its id away.
    gone: pid === 0 || !isAlive(pid),
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
