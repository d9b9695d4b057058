import type { Requirement } from '#harness/catalogue/requirement.js';
import type { Expectation, ExpectedFinding } from './expectation.js';
import type { Outcome } from './outcome.js';

/** What became of one requirement in the certifications of all broken providers. */
export interface DetectionRow {
  readonly requirement: Requirement;
  /** The providers that break it, and whose finding says what was expected. */
  readonly caught: readonly string[];
  /** Of these, the ones whose breach the quick mode shows. */
  readonly quick: readonly string[];
  /** The providers that break it, with another finding or none. */
  readonly silent: readonly string[];
  /** The providers that keep it, and were told that they break it. */
  readonly accused: readonly string[];
}

/** The detection matrix: the expectations against what the certifications came to. */
export interface Detection {
  readonly rows: readonly DetectionRow[];
  readonly providers: readonly string[];
  /** Providers that break nothing: whatever they do, they must be accused of nothing. */
  readonly innocent: readonly string[];
  /** Of 100 breaches, those that were caught; rounded down. */
  readonly caughtPercent: number;
  /** The providers that break something, and that the quick mode says nothing of. */
  readonly missedByQuick: readonly string[];
  readonly accusations: number;
}

/**
 * Compares what certifications came to with what the tables expect.
 *
 * @param requirements - the catalogue
 * @param expectations - of the providers that were certified
 * @param outcomes - one for each of them
 */
export function detect(
  requirements: readonly Requirement[],
  expectations: readonly Expectation[],
  outcomes: readonly Outcome[],
): Detection {
  const byProvider = new Map(outcomes.map((outcome) => [outcome.provider, outcome]));
  const rows = requirements.map((requirement): DetectionRow => {
    const caught: string[] = [];
    const quick: string[] = [];
    const silent: string[] = [];
    const accused: string[] = [];
    for (const expectation of expectations) {
      const name = shortName(expectation);
      const outcome = byProvider.get(expectation.provider);
      const finding = outcome?.findings[requirement.id];
      const expected = expectedOf(expectation, requirement.id);
      if (expected !== null) {
        const isCaught = saysSo(finding, expected);
        (isCaught ? caught : silent).push(name);
        if (isCaught && outcome?.quick.includes(requirement.id)) quick.push(name);
      }
      if (expected === null && (finding?.status === 'fail' || finding?.status === 'warn')) accused.push(name);
    }
    return { requirement, caught, quick, silent, accused };
  });
  const total = (column: 'caught' | 'silent' | 'accused'): number =>
    rows.reduce((sum, row) => sum + row[column].length, 0);
  const breaches = total('caught') + total('silent');
  return {
    rows,
    providers: expectations.map(shortName),
    innocent: expectations.filter((expectation) => breachesOf(expectation).length === 0).map(shortName),
    caughtPercent: breaches === 0 ? 0 : Math.floor((100 * total('caught')) / breaches),
    missedByQuick: expectations
      .filter((expectation) => breachesOf(expectation).length > 0)
      .map(shortName)
      .filter((name) => !rows.some(({ quick }) => quick.includes(name))),
    accusations: total('accused'),
  };
}

/** The ids of the requirements that a provider breaks. */
export function breachesOf({ fails = {}, warns = {} }: Expectation): readonly string[] {
  return [...Object.keys(fails), ...Object.keys(warns)];
}

function shortName({ provider }: Expectation): string {
  return provider.replace('broken/', '');
}

type Expected = ExpectedFinding & { readonly status: 'fail' | 'warn' };

function expectedOf({ fails = {}, warns = {} }: Expectation, id: string): Expected | null {
  const [failing, warning] = [fails[id], warns[id]];
  if (failing !== undefined) return { ...failing, status: 'fail' };
  return warning === undefined ? null : { ...warning, status: 'warn' };
}

function saysSo(finding: Outcome['findings'][string] | undefined, { status, message }: Expected): boolean {
  if (finding?.status !== status) return false;
  return typeof message === 'string' ? finding.message === message : message.test(finding.message);
}
