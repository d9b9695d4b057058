import { readFileSync } from 'node:fs';
import { lineOf, type Mutant } from '../mutant/mutant.js';

/** A mutant that was judged wrongly once. */
export interface KeptMutant {
  readonly mutant: Mutant;
  /** Of the certification. */
  readonly seed: number;
  /** Why it is judged wrongly still; null: it is judged rightly by now, and must be. */
  readonly reason: string | null;
}

/** Reads the list of those that were judged wrongly once. */
export function readKept(file: string): readonly KeptMutant[] {
  return JSON.parse(readFileSync(file, 'utf8')) as readonly KeptMutant[];
}

/** Why a mutant may survive; undefined: it may not. */
export function reasonFor(mutant: Mutant, kept: readonly KeptMutant[]): string | undefined {
  const line = lineOf(mutant);
  return kept.find((each) => lineOf(each.mutant) === line)?.reason ?? undefined;
}
