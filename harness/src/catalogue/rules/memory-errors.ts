import type { Observation, ObservedLife } from '../../recording/observation.js';
import type { Evidence, Violation } from '../requirement.js';
import { violation } from './judge-helpers.js';

/** What AddressSanitizer has found, in any life of any scenario: each error once. */
export function memoryViolations({ observations }: Evidence): readonly Violation[] {
  const found = new Map<string, Violation>();
  for (const run of observations) {
    for (const life of run.lives) {
      const { memoryError } = life.facts;
      if (memoryError === undefined || found.has(memoryError)) continue;
      const expected = 'a compiled provider touches no memory but its own';
      found.set(memoryError, violation(run, expected, life.endingReason ?? life.ending, sanitizerReport(run, life)));
    }
  }
  return [...found.values()];
}

/** What the sanitizer itself says of the end of a life, and where all of it is; null: it has found nothing. */
export function sanitizerReport({ lives }: Observation, life: ObservedLife): string | null {
  const { memoryError } = life.facts;
  if (memoryError === undefined) return null;
  return `AddressSanitizer: ${memoryError}; its whole report is life-${lives.indexOf(life) + 1}.asan.txt of the run's evidence`;
}
