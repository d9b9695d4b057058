import { rmSync } from 'node:fs';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { Places } from '#harness/run/schedule/places.js';
import type { Mutant } from '../mutant/mutant.js';
import { type Judged, judgeMutant } from './judge-mutant.js';
import { Outcomes } from './outcomes.js';

/** A mutant, and the seed of its certification. */
export interface Chosen {
  readonly mutant: Mutant;
  readonly seed: number;
}

/** What is judged, and how far it is. */
export interface JudgingRequest {
  readonly chosen: readonly Chosen[];
  /** How many processes at once. */
  readonly jobs: number;
  /** Where each outcome is left, and found by the next run. */
  readonly folder: string;
  /** Judges anew what was judged before. */
  readonly anew: boolean;
  readonly signal: AbortSignal;
  /** Told of each mutant; one that was judged before, too. */
  readonly onJudged: (judged: Judged, known: boolean) => void;
}

/**
 * Judges mutants, several at once.
 *
 * @returns what became of them, in their order; when it was interrupted, not of all
 */
export async function judgeAll(request: JudgingRequest): Promise<readonly Judged[]> {
  const { chosen, jobs, folder, anew, signal, onJudged } = request;
  const outcomes = new Outcomes(folder);
  const modules = join(folder, `modules-${process.pid}`);
  const judging = { folder: modules, places: new Places(jobs), signal };
  // The reader's lives take no place, so that one at a time goes on beside those of certifications.
  const limit = pLimit(jobs);
  const judge = async ({ mutant, seed }: Chosen, index: number): Promise<readonly Judged[]> => {
    const kept = anew ? undefined : outcomes.find(mutant, seed);
    if (kept === undefined && signal.aborted) return [];
    try {
      const judged = kept ?? (await judgeMutant(mutant, seed, `m${index}`, judging));
      // Ctrl-C reaches the reader's lives, too: what a mutant seems to be then is not known.
      if (kept === undefined && signal.aborted) return [];
      if (kept === undefined) outcomes.keep(judged);
      onJudged(judged, kept !== undefined);
      return [judged];
    } catch (error) {
      if (signal.aborted) return [];
      throw error;
    }
  };
  try {
    return (await Promise.all(chosen.map((each, index) => limit(() => judge(each, index))))).flat();
  } finally {
    rmSync(modules, { recursive: true, force: true });
  }
}
