import { isNeutral, lineOf, type Mutant } from '../mutant/mutant.js';
import type { Fate, Judged } from './judge-mutant.js';

/** What all mutants came to. */
export interface Score {
  /** Those that were judged wrongly, each with the command that repeats it, and why. */
  readonly lines: readonly string[];
  /** One line; what a CI server reads is at its end. */
  readonly summary: string;
  /** Nobody survived without a reason, and nobody honest was accused. */
  readonly isGood: boolean;
}

/**
 * Counts what became of mutants.
 *
 * @param reasonFor - why a mutant may survive; undefined: it may not
 */
export function scoreOf(all: readonly Judged[], reasonFor: (mutant: Mutant) => string | undefined): Score {
  const of = (fate: Fate): readonly Judged[] => all.filter((judged) => judged.fate === fate);
  const [caught, survived, certified, accused] = [of('caught'), of('survived'), of('certified'), of('accused')];
  const unknown = survived.filter(({ mutant }) => reasonFor(mutant) === undefined);
  const lines = [...survived, ...accused].flatMap((judged) => [
    `${judged.fate}: npm run mutants -- --seed ${judged.seed} --only '${lineOf(judged.mutant)}'`,
    `    ${reasonFor(judged.mutant) ?? (isNeutral(judged.mutant) ? judged.words.join('\n    ') : `loses ${judged.losses[0]}`)}`,
  ]);
  const losing = caught.length + survived.length;
  const share = losing === 0 ? '' : ` (${((100 * caught.length) / losing).toFixed(1)} %)`;
  const wrong = unknown.length + accused.length;
  const summary = [
    `mutants: ${caught.length} of ${losing} that lose something caught${share}`,
    `${certified.length} of ${certified.length + accused.length} that lose nothing certified`,
    `${of('harmless').length} have nothing to lose, ${of('useless').length} cannot be used`,
    `${all.length - wrong} as expected, ${wrong} not`,
  ].join('; ');
  return { lines, summary, isGood: wrong === 0 };
}
