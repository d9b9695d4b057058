import { performance } from 'node:perf_hooks';
import fc from 'fast-check';
import type { JudgeSettings } from '../../catalogue/requirement.js';
import { firstBroken } from '../../catalogue/rules/walk-rules.js';
import type { Stance } from '../../scenarios/scenario.js';
import type { Walk } from '../../scenarios/walk.js';
import { printScript } from '../../scenarios/walk-script.js';
import { walksOf } from '../../scenarios/walks.js';
import { walks as walkArbitrary } from './generate-walks.js';
import type { PlannedRun } from './plan.js';
import { chainRun } from './plan-walks.js';
import type { RunResult } from './run-result.js';

/** What the search for a shorter script may cost. */
const MOST_ATTEMPTS = 100;
const MOST_MS = 120_000;

/** A chain of walks that fails, and how to try others. */
export interface ShrinkRequest {
  readonly result: RunResult;
  readonly settings: JudgeSettings;
  /** The number of the run that is kept. */
  readonly trial: number;
  /** Plays a script; what it leaves is of no interest. Null: it was interrupted. */
  readonly attempt: (run: PlannedRun) => Promise<RunResult | null>;
  /** Plays the shortest one, whose evidence is kept. */
  readonly keep: (run: PlannedRun) => Promise<RunResult | null>;
}

/**
 * Looks for the shortest script that fails as a chain of walks does: first a walk of it alone, else the walks up to the
 * one that showed it; then fast-check leaves out steps and items as long as what is left fails. Each candidate is really
 * played.
 *
 * @param request - the chain, and how to play others
 * @returns the run of the shortest script found; null when nothing fails again, or it was interrupted
 */
export async function shrinkWalks(request: ShrinkRequest): Promise<RunResult | null> {
  const { result, settings, trial, attempt, keep } = request;
  const { seed } = result.run.identity;
  const attempts = new Attempts(async (walks) => {
    const tried = await attempt(chainRun(walks, seed, trial));
    return tried !== null && firstBroken(tried.observation, settings) !== null;
  });
  const start = await firstToFail(candidatesOf(result, settings), attempts);
  if (start === null) return null;
  const shortest = await shorten(start, settings.stance === 'unknown' ? 'in' : settings.stance, attempts);
  const kept = await keep(chainRun(shortest, seed, trial));
  return kept !== null && firstBroken(kept.observation, settings) !== null ? kept : null;
}

/** Plays scripts, each once, and no more than may be. */
class Attempts {
  readonly #fails: (walks: readonly Walk[]) => Promise<boolean>;
  readonly #known = new Map<string, Promise<boolean>>();
  readonly #until: number = performance.now() + MOST_MS;

  constructor(fails: (walks: readonly Walk[]) => Promise<boolean>) {
    this.#fails = fails;
  }

  /** False also when no more may be played: then nothing shorter is found. */
  fails(walks: readonly Walk[]): Promise<boolean> {
    const script = printScript(walks);
    const known = this.#known.get(script);
    if (known !== undefined) return known;
    if (this.#known.size >= MOST_ATTEMPTS || performance.now() > this.#until) return Promise.resolve(false);
    const fails = this.#fails(walks);
    this.#known.set(script, fails);
    return fails;
  }
}

function candidatesOf({ observation }: RunResult, settings: JudgeSettings): readonly (readonly Walk[])[] {
  const walks = walksOf(observation.lives.slice(0, -1).map(({ steps }) => steps));
  const broken = firstBroken(observation, settings);
  if (broken === null) return [];
  // The life that shows a loss is often the one after the walk that made it.
  const alone = new Set([broken.savedBy, broken.shownBy - 1, broken.shownBy]);
  const single = [...alone].map((index) => walks.slice(index, index + 1)).filter(({ length }) => length > 0);
  // What a life finds at its beginning, the life that reads back in the end finds as well.
  return [...single, walks.slice(0, Math.max(1, broken.shownBy)), walks.slice(0, broken.shownBy + 1)];
}

async function firstToFail(
  candidates: readonly (readonly Walk[])[],
  attempts: Attempts,
): Promise<readonly Walk[] | null> {
  for (const walks of candidates) if (await attempts.fails(walks)) return walks;
  return null;
}

async function shorten(start: readonly Walk[], stance: Stance, attempts: Attempts): Promise<readonly Walk[]> {
  const longest = Math.max(...start.map(({ length }) => length));
  const chains = fc.array(walkArbitrary(stance, 0, longest), { minLength: 1, maxLength: start.length });
  const property = fc.asyncProperty(chains, async (walks) => !(await attempts.fails(walks)));
  const found = await fc.check(property, { examples: [[[...start]]], numRuns: 1 });
  return found.counterexample?.[0] ?? start;
}
