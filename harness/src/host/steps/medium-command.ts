import { join } from 'node:path';
import type { PlannedMedium } from '../../life/life-plan.js';
import { MEDIUM_ANSWER, MEDIUM_ORDER } from '../../life/medium-orders.js';
import {
  existsSync,
  now,
  parse,
  readFileSync,
  spawnSync,
  stringify,
  unlinkSync,
  writeFileSync,
} from '../primordials.js';

/** How long the parent may take to run a command, in nanoseconds. */
const ORDER_NS = 20_000_000_000n;
const LOOK_MS = 5;

/**
 * Runs a command that changes the medium, to its end; or has the parent run it, where the plan says so.
 *
 * @returns what is wrong, in words; null: it was done
 */
export function runCommand(command: readonly string[], { orders }: PlannedMedium): string | null {
  const problem = orders === undefined ? run(command) : order(command, orders);
  if (problem !== null && /busy/.test(problem)) return 'the provider keeps a file open for writing';
  return problem;
}

function run([command = '', ...args]: readonly string[]): string | null {
  const { status, error, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status === 0) return null;
  return error?.message ?? stderr.trim();
}

/** In files, since nothing else leads from here to the parent. */
function order(command: readonly string[], folder: string): string | null {
  const answer = join(folder, MEDIUM_ANSWER);
  const cell = new Int32Array(new SharedArrayBuffer(4));
  writeFileSync(join(folder, MEDIUM_ORDER), stringify(command));
  for (const until = now() + ORDER_NS; now() < until; Atomics.wait(cell, 0, 0, LOOK_MS)) {
    if (!existsSync(answer)) continue;
    const { problem } = parse(readFileSync(answer, 'utf8')) as { readonly problem: string | null };
    unlinkSync(answer);
    return problem;
  }
  return 'the parent did not do it in time';
}
