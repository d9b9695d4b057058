import type { Verdict } from '#harness/report/report.js';
import type { CertifyOptions } from '#harness/run/input/certify-options.js';

/** Text that must be exactly this, or match this. */
export type TextPattern = string | RegExp;

/** What a finding must say to the author of the provider. */
export interface ExpectedFinding {
  readonly message: TextPattern;
  /** What the first violation says was expected, was seen, and was the cause. */
  readonly expected?: TextPattern;
  readonly seen?: TextPattern;
  readonly because?: TextPattern;
  /** The scenario of the first violation. */
  readonly scenario?: TextPattern;
}

/** What the certification of one provider must come to. */
export interface Expectation {
  /** The fixture's name without its extension, for example `broken/forgets-last-batch`. */
  readonly provider: string;
  readonly verdict: Verdict;
  readonly summary?: TextPattern;
  readonly options?: Partial<CertifyOptions>;
  /** By id: the requirements that fail; no others may. */
  readonly fails?: Readonly<Record<string, ExpectedFinding>>;
  /** By id: the requirements that warn; no others may. */
  readonly warns?: Readonly<Record<string, ExpectedFinding>>;
  /** False: the quick mode leaves out what shows it. */
  readonly quick?: boolean;
  /** The message of every requirement that stays open without being explained by a failed one; none may, unless given. */
  readonly open?: TextPattern;
}

/** Items that are enough for every kind of change, and few enough to be quick. */
export const ITEMS = 30;

/** Random walks: a third of what is usual; more of them show nothing that the fixed scripts do not show. */
export const WALKS = 6;

/** The seed of all certifications here. */
export const SEED = 7;
