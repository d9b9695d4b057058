import type { ItemCategory } from '../recording/events.js';
import { identityName } from '../recording/identity.js';
import type { RunSummary } from '../report/report.js';
import type { RunResult } from './schedule/run-result.js';

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
    timedKills: run.lives.filter(({ kill }) => kill !== undefined).length,
    acknowledged: total(observation.ledger.acknowledged),
    found: total(observation.ledger.found),
    endings: observation.lives.map((life) => life.ending),
    peakRssBytes: peak(observation.lives),
    wallMs: Math.round(wallMs),
  };
}

function peak(lives: RunResult['observation']['lives']): number | null {
  const known = lives.flatMap(({ peakRssBytes }) => peakRssBytes ?? []);
  return known.length === 0 ? null : Math.max(...known);
}

function total(counts: Readonly<Record<ItemCategory, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
