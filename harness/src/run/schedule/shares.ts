import { identityName } from '../../recording/identity.js';
import { CLASSIC_EXIT, RECONNAISSANCE } from '../../scenarios/key-scenarios.js';
import { isRealMail, itemsOf } from '../../scenarios/step-facts.js';
import type { Shard } from '../input/shard.js';
import type { PlannedRun } from './plan.js';

// What runs cost, in items of bulk: so many are saved in the time of the CPU that it takes. Measured with the LMDB example.

/** To start a process, and to end it. */
const PROCESS = 1_500;
/** To watch each write for the moment of a kill, or to go on with a medium that breaks. */
const TROUBLE = 600;
/** An item with everything that real mail has, saved and compared part by part. */
const REAL_ITEM = 75;

/** Why a shard does not run what another one plays. */
export const ELSEWHERE = 'not run: another shard plays it';

/** The part of the runs that one shard plays. */
export interface Share {
  readonly own: ReadonlySet<PlannedRun>;
  /** The names of the scenarios of which other shards play a run. */
  readonly elsewhere: ReadonlySet<string>;
}

/**
 * Shares runs out, the same in each shard: the costliest first, each to the shard that has the least. What is compared with
 * each other stays together: trials and null control of a scenario, and the scenarios of a series. A chain of random walks
 * is judged by itself.
 *
 * What every shard begins with before it knows the provider's answer is the first one's.
 *
 * @param runs - all of a certification
 * @param shard - null: one certification plays all
 * @param items - the configured number of items
 */
export function shareOf(runs: readonly PlannedRun[], shard: Shard | null, items: number): Share {
  if (shard === null) return { own: new Set(runs), elsewhere: new Set() };
  const units = new Map<string, { readonly runs: PlannedRun[]; cost: number }>();
  for (const run of runs) {
    const key = unitOf(run);
    const unit = units.get(key) ?? { runs: [], cost: 0 };
    units.set(key, unit);
    unit.runs.push(run);
    unit.cost += costOfProcesses(run, items);
  }
  const loads = Array.from({ length: shard.count }, () => 0);
  const own = new Set<PlannedRun>();
  const elsewhere = new Set<string>();
  const give = (to: number, { runs: given, cost }: { readonly runs: readonly PlannedRun[]; readonly cost: number }) => {
    loads[to] = (loads[to] ?? 0) + cost;
    for (const run of given) {
      if (to === shard.index - 1) own.add(run);
      else elsewhere.add(run.identity.scenario);
    }
  };
  const first = units.get(FIRST);
  if (first !== undefined) give(0, first);
  units.delete(FIRST);
  const byCost = [...units].sort(([a, { cost }], [b, { cost: other }]) => other - cost || (a < b ? -1 : 1));
  for (const [, unit] of byCost) give(loads.indexOf(Math.min(...loads)), unit);
  return { own, elsewhere };
}

/** No name of a scenario. */
const FIRST = '';

function unitOf({ identity, scenario }: PlannedRun): string {
  if (scenario.name === RECONNAISSANCE || scenario.name === CLASSIC_EXIT) return FIRST;
  if (scenario.walks === true) return identityName(identity);
  return scenario.series ?? scenario.name;
}

function costOfProcesses({ scenario, lives }: PlannedRun, items: number): number {
  const trouble = lives.filter(({ kill }) => kill !== undefined || scenario.medium !== undefined).length * TROUBLE;
  const work = lives
    .flatMap(({ steps }) => steps)
    .reduce((sum, step) => sum + itemsOf(step, items) * (isRealMail(step) ? REAL_ITEM : 1), 0);
  return lives.length * PROCESS + trouble + work;
}
