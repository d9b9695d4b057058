import type { CertificationReport } from '#harness/report/report.js';
import { certifyWith } from '#harness/run/certify.js';
import type { CertifyOptions } from '#harness/run/input/certify-options.js';
import type { Places } from '#harness/run/schedule/places.js';
import { defaultTools } from '#harness/run/tools.js';
import { isNeutral, type LosingMutant, lineOf, type Mutant } from '../mutant/mutant.js';
import { type Loss, readLoss } from '../reader/read-loss.js';
import { firstLookAt } from './first-look.js';
import { fittingOf } from './fitting.js';
import { writeModule } from './module-of.js';

/**
 * What the harness made of a mutant.
 *
 * `caught` and `survived` are those that lose something; `certified` and `accused` those that lose nothing; `harmless` would
 * lose something where there is such a thing to lose, which the reader has not found: it counts for nothing. `useless` cannot
 * even be lived with in the first life.
 */
export type Fate = 'caught' | 'survived' | 'certified' | 'accused' | 'harmless' | 'useless';

/** How far a mutant was looked at: one scenario, all of the quick mode, all trials and lives; null: not at all. */
export type Mode = 'one scenario' | 'quick' | 'whole' | null;

/** A mutant, and what became of it. */
export interface Judged {
  readonly mutant: Mutant;
  /** Of its certification. */
  readonly seed: number;
  readonly fate: Fate;
  /** The first places where something was lost. */
  readonly losses: readonly string[];
  /** The requirements that failed. */
  readonly failed: readonly string[];
  readonly mode: Mode;
  readonly words: readonly string[];
}

/** Where and how mutants are judged. */
export interface Judging {
  /** Where their modules are written. */
  readonly folder: string;
  readonly places: Places;
  readonly signal: AbortSignal;
}

/**
 * Reads what a mutant loses, certifies it, and compares. Whoever loses something is looked at by one scenario first, by the
 * quick mode then, and as a whole in the end, each time by the requirements that fit, until one of them fails.
 *
 * @param name - of its module, without extension
 * @throws Error when it was interrupted, or a mutant that is to lose nothing does
 */
export async function judgeMutant(mutant: Mutant, seed: number, name: string, judging: Judging): Promise<Judged> {
  const provider = writeModule(mutant, judging.folder, name);
  const base = { mutant, seed, losses: [], failed: [], mode: null, words: [] } as const;
  let loss: Loss;
  try {
    loss = await readLoss(provider, mutant);
  } catch (error) {
    if (isNeutral(mutant)) throw error;
    return { ...base, fate: 'useless', words: [(error as Error).message] };
  }
  const certify = (options: CertifyOptions): Promise<CertificationReport> =>
    certifyWith(
      { ...options, provider, seed, out: null, signal: judging.signal },
      { ...defaultTools, places: judging.places },
    );
  if (isNeutral(mutant)) {
    if (loss.count > 0) throw new Error(`${lineOf(mutant)} is to lose nothing, and does: ${loss.first.join('; ')}`);
    const report = await certify({ quick: true });
    return { ...base, fate: report.verdict === 'passed' ? 'certified' : 'accused', mode: 'quick', ...wordsOf(report) };
  }
  if (loss.count === 0) return { ...base, fate: 'harmless' };
  return { ...base, losses: loss.first, ...(await lookCloser(mutant, certify)) };
}

async function lookCloser(
  mutant: LosingMutant,
  certify: (options: CertifyOptions) => Promise<CertificationReport>,
): Promise<Pick<Judged, 'fate' | 'failed' | 'mode' | 'words'>> {
  const only = fittingOf(mutant);
  const looks: readonly (readonly [Mode, CertifyOptions])[] = [
    ['one scenario', { quick: true, only, scenario: [firstLookAt(mutant)] }],
    ['quick', { quick: true, only }],
    // What depends on earlier lives shows there, and much sooner than in random walks.
    ...(only.includes('SEQ-15') ? ([['one scenario', { only, scenario: ['every-exit-in-turn'] }]] as const) : []),
    ['whole', { only }],
  ];
  for (const [mode, options] of looks) {
    const report = await certify({ ...options, bail: true });
    const seen = wordsOf(report);
    if (seen.failed.length > 0 || mode === 'whole') {
      return { fate: seen.failed.length > 0 ? 'caught' : 'survived', mode, ...seen };
    }
  }
  throw new TypeError('there is no look that is the last one');
}

function wordsOf({ findings, completion }: CertificationReport): Pick<Judged, 'failed' | 'words'> {
  if (completion === 'interrupted') throw new Error('interrupted');
  const others = findings.filter(({ status }) => status !== 'pass' && status !== 'not-applicable');
  return {
    failed: others.filter(({ status }) => status === 'fail').map(({ id }) => id),
    words: others.map(({ id, status, message }) => `${id} ${status}: ${message}`),
  };
}
