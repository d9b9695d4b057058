import type { SecondOutcome } from '../../life/life-plan.js';
import type { LifeContext } from '../life-context.js';
import { closeSync, environment, now, openSync, spawnSync, stringify, writeFileSync } from '../primordials.js';
import { Problem } from '../problem.js';

const NS_PER_MS = 1e6;

/**
 * Starts another process with the same profile and data, and stands still until that is over. What it acknowledges is in
 * a journal of its own; how it ended is written down for the parent.
 *
 * @param ordinal - which one of the plan's, 0-based
 * @throws Problem when the plan has none
 */
export function secondInstance({ plan: { seconds } }: LifeContext, ordinal: number): void {
  const second = seconds[ordinal];
  if (second === undefined) throw new Problem('the plan has no second instance');
  const { command, cwd, limitMs, stdoutFile, stderrFile, outcomeFile } = second;
  const [program = '', ...args] = command;
  const stdout = openSync(stdoutFile, 'a');
  const stderr = openSync(stderrFile, 'a');
  const startedAt = now();
  const { pid, status, signal, error } = spawnSync(program, args, {
    cwd,
    env: environment,
    stdio: ['ignore', stdout, stderr],
    timeout: limitMs,
    killSignal: 'SIGKILL',
    windowsHide: true,
  });
  const outcome: SecondOutcome = {
    pid,
    exitCode: status,
    signal,
    timedOut: (error as NodeJS.ErrnoException | undefined)?.code === 'ETIMEDOUT',
    wallMs: Number(now() - startedAt) / NS_PER_MS,
    spawnError: pid === 0 ? (error?.message ?? 'it has no process id') : null,
  };
  closeSync(stdout);
  closeSync(stderr);
  writeFileSync(outcomeFile, stringify(outcome));
}
