import type { Finding, Violation } from '../../catalogue/requirement.js';
import { identityName } from '../../recording/identity.js';
import type { Observation } from '../../recording/observation.js';

/** What a run has shown. */
interface Shown {
  readonly observation: Observation;
}

/** What was found, and how to look again. */
export interface VerificationRequest<Run extends Shown> {
  readonly findings: readonly Finding[];
  readonly results: readonly Run[];
  /** A warning counts as a failure. */
  readonly strict: boolean;
  /** Only what is judged by the clock is looked at again: the quick mode leaves the rest to a whole certification. */
  readonly onlyTimed?: boolean;
  /**
   * The ids of the requirements that are judged by the clock. Other runs go on beside each run, and may make it slow: these
   * are broken only when the run is slow alone as well.
   */
  readonly timed?: ReadonlySet<string>;
  readonly judge: (observations: readonly Observation[]) => readonly Finding[];
  /** Whether a run can be run again; each can, unless given. */
  readonly isRepeatable?: (first: Run) => boolean;
  /** Runs one run again; nothing else goes on meanwhile. Null: it was interrupted. */
  readonly run: (first: Run) => Promise<Run | null>;
  readonly onVerifying: (runs: number) => void;
}

/** What is left after looking again. */
export interface Verification<Run extends Shown> {
  readonly findings: readonly Finding[];
  /** The repeated runs. */
  readonly repeated: readonly Run[];
  /** The ids of the findings that only the repeated runs show. */
  readonly onlyThere: ReadonlySet<string>;
  readonly interrupted: boolean;
}

/** Nobody has looked again. */
export const NOTHING_REPEATED: Verification<never> = {
  findings: [],
  repeated: [],
  onlyThere: new Set(),
  interrupted: false,
};

/**
 * Repeats every run that a failure was seen in, alone and with the same seed, and judges again.
 *
 * A failure that is seen again stays as it was; one by the clock quotes what the repetition took, which is what counts. One
 * that is not stays a failure too, and is marked as flaky, as is one that only the repetition shows: a difference is never
 * hidden. Only what is judged by the clock and is not seen again when every run of it was repeated was the harness's own
 * doing, and says so; what it had explained is then judged on its own.
 *
 * @param request - findings and the runs they come from
 * @returns the findings, marked
 */
export async function verifyFailures<Run extends Shown>(request: VerificationRequest<Run>): Promise<Verification<Run>> {
  return await new Verifier(request).verify();
}

/** The runs that were repeated, and what they make of the findings. */
class Verifier<Run extends Shown> {
  readonly #request: VerificationRequest<Run>;
  readonly #repeated = new Map<string, Run>();
  /** The ids of the findings that others explained at first. */
  readonly #explained: ReadonlySet<string>;

  constructor(request: VerificationRequest<Run>) {
    this.#request = request;
    this.#explained = new Set(request.findings.filter(({ explainedBy }) => explainedBy.length > 0).map(({ id }) => id));
  }

  async verify(): Promise<Verification<Run>> {
    const { findings } = this.#request;
    const second = await this.#repeatAll();
    const repeated = [...this.#repeated.values()];
    if (second === null) return { findings, repeated, onlyThere: new Set(), interrupted: true };
    if (repeated.length === 0) return { ...NOTHING_REPEATED, findings };
    const compared = this.#compared(second);
    const onlyThere = compared.filter(
      (finding, index) =>
        this.#isBroken(finding) &&
        !this.#isBroken(findings[index] as Finding) &&
        finding.violations.some((each) => this.#isRepeated(each)),
    );
    return { findings: compared, repeated, onlyThere: new Set(onlyThere.map(({ id }) => id)), interrupted: false };
  }

  /** Repeats the runs of what is doubtful, until nothing more is; gives what they show. Null: it was interrupted. */
  async #repeatAll(): Promise<readonly Finding[] | null> {
    const { findings, results, onlyTimed = false, isRepeatable = () => true, run, onVerifying } = this.#request;
    let second = findings;
    let doubtful = findings.filter((finding) => (this.#isBroken(finding) && !onlyTimed) || this.#isSlow(finding));
    for (;;) {
      const names = new Set(doubtful.flatMap(({ violations }) => violations.flatMap((each) => runsOf(each, results))));
      const again = results.filter(
        (result) => names.has(nameOf(result)) && !this.#repeated.has(nameOf(result)) && isRepeatable(result),
      );
      if (again.length === 0) return second;
      onVerifying(again.length);
      for (const result of again) {
        const repetition = await run(result);
        if (repetition === null) return null;
        this.#repeated.set(nameOf(result), repetition);
      }
      second = this.#judged(results);
      // Where all the slow runs that were repeated were the harness's doing, the others may be as well.
      doubtful = second.filter(
        (finding) =>
          (this.#isSlow(finding) || (this.#isBroken(finding) && !onlyTimed && this.#explained.has(finding.id))) &&
          !finding.violations.some((each) => this.#isRepeated(each)),
      );
    }
  }

  /** The first findings, each as the repetition leaves it. */
  #compared(second: readonly Finding[]): readonly Finding[] {
    const { findings } = this.#request;
    const secondById = new Map(second.map((finding) => [finding.id, finding]));
    const settled = new Set(
      findings
        .filter((finding) => this.#isSlow(finding) && secondById.get(finding.id)?.status === 'pass')
        .map(({ id }) => id),
    );
    return findings.map((finding): Finding => {
      const other = secondById.get(finding.id);
      if (settled.has(finding.id) && other !== undefined) return measuredAlone(finding, other);
      if (
        this.#explained.has(finding.id) &&
        other !== undefined &&
        finding.explainedBy.every((id) => settled.has(id))
      ) {
        return this.#isSlow(other) ? measuredAlone(finding, this.#quotable(other)) : other;
      }
      if (this.#isSlow(finding) && other !== undefined && this.#isSlow(other))
        return measuredAlone(finding, this.#quotable(other));
      return compare(finding, other, (each) => this.#isBroken(each));
    });
  }

  /**
   * What is still slow, told by the runs that were repeated: the others had no chance to be measured alone, and what they
   * took is not what counts.
   */
  #quotable(finding: Finding): Finding {
    const { results } = this.#request;
    const left = new Set<string>();
    let quoted: Finding | undefined = finding;
    while (quoted !== undefined && this.#isSlow(quoted)) {
      const names = quoted.violations.flatMap((each) => runsOf(each, results));
      const beside = names.filter((name) => !this.#repeated.has(name));
      if (beside.length === 0) return quoted;
      for (const name of beside) left.add(name);
      quoted = this.#judged(results.filter((result) => !left.has(nameOf(result)))).find(({ id }) => id === finding.id);
    }
    return finding;
  }

  /** What some runs show, those that were repeated by their repetitions. */
  #judged(results: readonly Run[]): readonly Finding[] {
    return this.#request.judge(results.map((result) => (this.#repeated.get(nameOf(result)) ?? result).observation));
  }

  #isBroken({ status }: Finding): boolean {
    return status === 'fail' || (this.#request.strict && status === 'warn');
  }

  #isSlow({ id, status }: Finding): boolean {
    return (status === 'warn' || status === 'fail') && this.#request.timed?.has(id) === true;
  }

  #isRepeated(violation: Violation): boolean {
    return runsOf(violation, this.#request.results).every((name) => this.#repeated.has(name));
  }
}

/** Other runs beside it have made it slow: how slow stays among what was measured. */
function measuredAlone(first: Finding, second: Finding): Finding {
  const slow = first.measured.filter(({ unit }) => unit !== 'count');
  const beside = slow.map((each) => ({ ...each, name: `${each.name}, with other runs beside it` }));
  return { ...second, measured: [...second.measured, ...beside] };
}

/** The runs that show a violation: as a rule one, or those of several scenarios that are compared with each other. */
function runsOf({ run, scenario }: Violation, results: readonly Shown[]): readonly string[] {
  const scenarios = scenario.split(',');
  if (scenarios.length === 1) return [run];
  return results.filter((result) => scenarios.includes(result.observation.identity.scenario)).map(nameOf);
}

function compare(first: Finding, second: Finding | undefined, broken: (finding: Finding) => boolean): Finding {
  if (second === undefined || broken(first) === broken(second)) return first;
  if (broken(first)) {
    return {
      ...first,
      flaky: true,
      message: `${first.message} (flaky: not seen again when the same run was repeated alone)`,
    };
  }
  return {
    ...second,
    flaky: true,
    message: `${second.message} (flaky: seen only when the same run was repeated alone)`,
  };
}

function nameOf({ observation }: Shown): string {
  return identityName(observation.identity);
}
