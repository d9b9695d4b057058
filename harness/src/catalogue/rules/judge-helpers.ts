import { identityName } from '../../recording/identity.js';
import type { Observation } from '../../recording/observation.js';
import { RANDOM_WALKS } from '../../scenarios/walks.js';
import type { Measured } from '../measured.js';
import type { Evidence, Judgement, Violation } from '../requirement.js';

/** So many broken cases are shown in full; the message counts all. */
const MOST_VIOLATIONS = 10;

/**
 * Requirements whose failure keeps a provider from being called, or from answering: its object has ended too soon, a
 * call threw or ended the process, or it hung.
 */
export const CAUSES_OF_SILENCE: readonly string[] = ['COM-1', 'COM-5', 'COM-6', 'TIME-4'];

/** What a judge has gathered. */
export interface Gathered {
  readonly violations: Violation[];
  /** What keeps the question from being answered, each a clause that names the run. */
  readonly gaps: string[];
  /** Requirements that judge what made the gaps. */
  readonly deferredTo: string[];
}

/** The texts of a judgement, and the figures beside them. */
export interface Words {
  readonly pass: string;
  readonly fail: string;
  readonly measured?: readonly Measured[];
}

/** Nothing gathered yet. */
export function nothingYet(): Gathered {
  return { violations: [], gaps: [], deferredTo: [] };
}

/** Adds what was gathered elsewhere. */
export function take(into: Gathered, from: Gathered): void {
  into.violations.push(...from.violations);
  into.gaps.push(...from.gaps);
  into.deferredTo.push(...from.deferredTo);
}

/**
 * Makes the judgement of what was gathered: a broken case is one, whatever else is missing; with something missing
 * nothing passes.
 */
export function conclude(gathered: Gathered, words: Words): Judgement {
  const { measured = [] } = words;
  if (gathered.violations.length > 0) {
    return { status: 'fail', message: words.fail, violations: gathered.violations.slice(0, MOST_VIOLATIONS), measured };
  }
  if (gathered.gaps.length > 0) return inconclusive(gathered.gaps, { measured, deferredTo: gathered.deferredTo });
  return { status: 'pass', message: words.pass, violations: [], measured };
}

/** The judgement that nothing can be said, and why. */
export function inconclusive(
  gaps: readonly string[],
  more: Pick<Judgement, 'measured' | 'deferredTo'> = {},
): Judgement {
  const [first, ...others] = [...new Set(gaps)];
  const rest = others.length === 0 ? '' : ` (and ${others.length} more like it)`;
  return { status: 'inconclusive', message: `${first ?? 'nothing to judge from'}${rest}`, violations: [], ...more };
}

/** A broken case of a run. */
export function violation(run: Observation, expected: string, seen: string, because: string | null = null): Violation {
  const { scenario, seed } = run.identity;
  return { expected, seen, because, run: identityName(run.identity), scenario, seed };
}

/** The runs of a scenario in which the client played its full part, in the order of their trials. */
export function announcedRuns(evidence: Evidence, scenario: string): readonly Observation[] {
  return evidence.observations.filter(({ identity }) => identity.scenario === scenario && !identity.control);
}

/**
 * The runs of all scenarios but the random walks: what is wrong in those alone is told by the requirement that makes their
 * scripts shorter.
 */
export function fixedRuns({ observations }: Evidence): readonly Observation[] {
  return observations.filter(({ identity }) => identity.scenario !== RANDOM_WALKS);
}

/** The null controls of a scenario. */
export function controlRuns(evidence: Evidence, scenario: string): readonly Observation[] {
  return evidence.observations.filter(({ identity }) => identity.scenario === scenario && identity.control);
}

/** The gap that a scenario was not run, and why, where that is known: as a rule because the provider hung or died. */
export function notRun(evidence: Evidence, scenario: string): Gathered {
  const why = evidence.notRun?.[scenario];
  return why === undefined
    ? { violations: [], gaps: [`scenario ${scenario} was not run`], deferredTo: [] }
    : { violations: [], gaps: [`scenario ${scenario}: ${why}`], deferredTo: [...CAUSES_OF_SILENCE] };
}

/** The value below which the given share of values lies; 0 for none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
