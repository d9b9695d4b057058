import type { Finding } from '../catalogue/requirement.js';
import { identityName } from '../recording/identity.js';
import type { Observation } from '../recording/observation.js';
import type { Runner, RunResult } from './run-queue.js';

/** What was found, and how to look again. */
export interface VerificationRequest {
  readonly findings: readonly Finding[];
  readonly results: readonly RunResult[];
  /** A warning counts as a failure. */
  readonly strict: boolean;
  readonly judge: (observations: readonly Observation[]) => readonly Finding[];
  /** Runs one run again; nothing else goes on meanwhile. */
  readonly run: Runner;
  readonly onVerifying: (runs: number) => void;
}

/** What is left after looking again. */
export interface Verification {
  readonly findings: readonly Finding[];
  /** The repeated runs. */
  readonly repeated: readonly RunResult[];
  /** The ids of the findings that only the repeated runs show. */
  readonly onlyThere: ReadonlySet<string>;
  readonly interrupted: boolean;
}

/**
 * Repeats every run that a failure was seen in, alone and with the same seed, and judges again.
 *
 * A failure that is seen again stays as it was. One that is not stays a failure too, and is marked as flaky, as is one
 * that only the repetition shows: a difference is never hidden.
 *
 * @param request - findings and the runs they come from
 * @returns the findings, marked
 */
export async function verifyFailures(request: VerificationRequest): Promise<Verification> {
  const { findings, results, strict, judge, run, onVerifying } = request;
  const broken = (finding: Finding): boolean => finding.status === 'fail' || (strict && finding.status === 'warn');
  const names = new Set(
    findings.filter(broken).flatMap(({ violations }) => violations.map((violation) => violation.run)),
  );
  const again = results.filter((result) => names.has(nameOf(result)));
  if (again.length === 0) return { findings, repeated: [], onlyThere: new Set(), interrupted: false };
  onVerifying(again.length);
  const repeated: RunResult[] = [];
  for (const result of again) {
    const repetition = await run(result.run);
    if (repetition === null) return { findings, repeated, onlyThere: new Set(), interrupted: true };
    repeated.push(repetition);
  }
  const byName = new Map(repeated.map((result) => [nameOf(result), result]));
  const second = judge(results.map((result) => (byName.get(nameOf(result)) ?? result).observation));
  const secondById = new Map(second.map((finding) => [finding.id, finding]));
  const compared = findings.map((finding) => compare(finding, secondById.get(finding.id), broken));
  const onlyThere = compared.filter((finding, index) => broken(finding) && !broken(findings[index] as Finding));
  return { findings: compared, repeated, onlyThere: new Set(onlyThere.map(({ id }) => id)), interrupted: false };
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

function nameOf(result: RunResult): string {
  return identityName(result.run.identity);
}
