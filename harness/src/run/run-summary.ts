import type { ItemCategory } from '../recording/events.js';
import { identityName } from '../recording/identity.js';
import type { RunSummary } from '../report/report.js';
import type { RunResult } from './run-queue.js';

/**
 * A run in a line.
 *
 * @param result - the run
 * @returns as reports list it
 */
export function summarise({ run, observation, wallMs }: RunResult): RunSummary {
  return {
    name: identityName(run.identity),
    scenario: run.identity.scenario,
    control: run.identity.control,
    seed: run.identity.seed,
    lives: observation.lives.length,
    acknowledged: total(observation.ledger.acknowledged),
    found: total(observation.ledger.found),
    endings: observation.lives.map((life) => life.ending),
    wallMs: Math.round(wallMs),
  };
}

function total(counts: Readonly<Record<ItemCategory, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
