import type { ItemCategory } from '../recording/events.js';
import { identityName } from '../recording/identity.js';
import type { DifferenceKind, Observation } from '../recording/observation.js';
import type { RunSummary } from '../report/report.js';

/** What a run has shown, and how long it took. */
export interface JudgedRun {
  readonly observation: Observation;
  readonly wallMs: number;
}

/**
 * A run in a line.
 *
 * @param result - the run
 * @returns as reports list it
 */
export function summarise({ observation, wallMs }: JudgedRun): RunSummary {
  const { identity, script } = observation;
  return {
    name: identityName(identity),
    scenario: identity.scenario,
    control: identity.control,
    seed: identity.seed,
    lives: observation.lives.length,
    timedKills: script.lives.filter(({ kill }) => kill !== undefined).length,
    acknowledged: total(observation.ledger.acknowledged),
    found: total(observation.ledger.found),
    differences: differencesOf(observation),
    compared: comparedOf(observation),
    endings: observation.lives.map((life) => life.ending),
    peakRssBytes: peak(observation.lives),
    wallMs: Math.round(wallMs),
  };
}

function differencesOf({ ledger }: Observation): RunSummary['differences'] {
  const counts: Partial<Record<DifferenceKind, number>> = {};
  for (const { kind, count } of ledger.counts) counts[kind] = (counts[kind] ?? 0) + count;
  return counts;
}

function comparedOf({ ledger }: Observation): RunSummary['compared'] {
  const all = Object.entries({ ...ledger.acknowledged, ...ledger.aspects });
  return Object.fromEntries(all.filter(([, count]) => count > 0));
}

function peak(lives: Observation['lives']): number | null {
  const known = lives.flatMap(({ peakRssBytes }) => peakRssBytes ?? []);
  return known.length === 0 ? null : Math.max(...known);
}

function total(counts: Readonly<Record<ItemCategory, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
