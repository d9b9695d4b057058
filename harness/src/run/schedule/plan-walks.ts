import { QUICK_WALK } from '../../scenarios/quick.js';
import type { Stance } from '../../scenarios/scenario.js';
import { scenarioNamed } from '../../scenarios/scenarios.js';
import type { Walk } from '../../scenarios/walk.js';
import { parseScript } from '../../scenarios/walk-script.js';
import { CHAIN_LENGTH, chainOf, RANDOM_WALKS } from '../../scenarios/walks.js';
import { type PlannedRun, READ_BACK, trialSeed } from './plan.js';

/** Which random walks are to be played. */
export interface WalksRequest {
  readonly seed: number;
  /** The one of the quick mode, which shares a process with others. */
  readonly quick: boolean;
  /** How many. */
  readonly walks: number;
  /** This script in their place; null: none is given. */
  readonly script: readonly Walk[] | null;
  readonly option: 1 | 2 | 3;
}

/**
 * How many chains so many walks are.
 *
 * @param walks - how many
 */
export function chainsOf(walks: number): number {
  return Math.ceil(walks / CHAIN_LENGTH);
}

/**
 * Plans the random walks of a certification: chains of lives on the same data, each chain with a seed of its own.
 *
 * What a chain does depends on its seed and on the provider's stance, and not on how many walks there are: the seed of a
 * chain repeats it as the first of another certification.
 *
 * @param request - how many, and from which seed
 * @param stance - what the provider says about fast shutdown
 * @returns one run for each chain
 */
export async function planWalks(request: WalksRequest, stance: Stance): Promise<readonly PlannedRun[]> {
  const { seed, quick, walks, script, option } = request;
  if (quick) {
    const agreed = stance === 'in';
    const run = chainRun(parseScript(agreed ? QUICK_WALK.agreed : QUICK_WALK.refused), seed, 0);
    return [{ ...run, scenario: { ...run.scenario, idle: true, together: agreed ? 'kill' : 'exit' } }];
  }
  if (script !== null) return [chainRun(script, seed, 0)];
  if (walks === 0) return [];
  // Loaded only here: other commands need not wait for it.
  const { chainFromSeed } = await import('./generate-walks.js');
  // Under option 2 a provider without the interface is a refusal.
  const answer = stance === 'none' && option === 2 ? 'out' : stance;
  return Array.from({ length: chainsOf(walks) }, (_, trial) => {
    const chainSeed = trialSeed(seed, trial);
    const chain = chainFromSeed(answer, chainSeed).slice(0, walks - trial * CHAIN_LENGTH);
    return chainRun(chain, chainSeed, trial);
  });
}

/**
 * A run of walks as successive lives on the same data.
 *
 * @param walks - the scripts
 * @param seed - what the work is made from
 * @param trial - 0-based; no two runs of a certification have the same
 */
export function chainRun(walks: readonly Walk[], seed: number, trial: number): PlannedRun {
  const scenario = scenarioNamed(RANDOM_WALKS);
  if (scenario === undefined) throw new Error(`there is no scenario ${RANDOM_WALKS}`);
  return {
    identity: { scenario: scenario.name, control: false, trial, seed },
    scenario,
    lives: [...chainOf(walks), READ_BACK],
  };
}
