import { readFileSync } from 'node:fs';
import { lineOf, type Mutant } from '../mutant/mutant.js';

/** A mutant that survived once. */
export interface Survivor {
  readonly mutant: Mutant;
  /** Why it survives still; null: it is caught by now, and must be. */
  readonly reason: string | null;
}

/** Reads the list of those that survived once. */
export function readSurvivors(file: string): readonly Survivor[] {
  return JSON.parse(readFileSync(file, 'utf8')) as readonly Survivor[];
}

/** Why a mutant may survive; undefined: it may not. */
export function reasonFor(mutant: Mutant, survivors: readonly Survivor[]): string | undefined {
  const line = lineOf(mutant);
  return survivors.find((survivor) => lineOf(survivor.mutant) === line)?.reason ?? undefined;
}
