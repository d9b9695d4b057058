import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding, JudgeSettings } from '../../catalogue/requirement.js';
import { identityName } from '../../recording/identity.js';
import { RANDOM_WALKS } from '../../scenarios/walks.js';
import type { RunEnvironment } from './run-environment.js';
import { alone } from './run-places.js';
import type { Runner } from './run-result.js';
import { runScenario } from './run-scenario.js';
import type { StagesOutcome } from './stages.js';
import type { Verification } from './verify-failures.js';

/** What was run, and what was found in it when it was looked at twice. */
export interface Verified {
  readonly outcome: StagesOutcome;
  readonly verification: Verification;
}

/** What is needed to look for a shorter script. */
export interface ShrinkFailureRequest extends Verified {
  readonly environment: RunEnvironment;
  /** Where the shortest run leaves its evidence. */
  readonly evidence: string;
  /** A temporary folder. */
  readonly workFolder: string;
  readonly settings: JudgeSettings;
  /** Judges what was run, the shortest run among it. */
  readonly judge: (outcome: StagesOutcome) => readonly Finding[];
  readonly onShrinking: () => void;
}

/**
 * When random walks fail and nothing simpler explains it: the shortest script that fails takes their place.
 *
 * @param request - what was run and found, and how to judge again
 * @returns the same, with the run of the shortest script where one was found
 */
export async function shrinkFailure(request: ShrinkFailureRequest): Promise<Verified> {
  const { outcome, verification, environment, evidence, workFolder, settings, judge, onShrinking } = request;
  const finding = walksThatFail(verification);
  const result = outcome.results.find(({ run }) => identityName(run.identity) === finding?.violations[0]?.run);
  if (finding === undefined || result === undefined) return { outcome, verification };
  onShrinking();
  // Loaded only here: it brings the generator of walks.
  const { shrinkWalks } = await import('./shrink-walks.js');
  const into = (folder: string): Runner =>
    alone((run, manner) => runScenario(run, folder, environment, manner), environment.places);
  const shortest = await shrinkWalks({
    result,
    settings,
    trial: outcome.results.filter(({ run }) => run.scenario === result.run.scenario).length,
    attempt: async (run) => {
      const attempts = join(workFolder, 'attempts');
      await rm(attempts, { recursive: true, force: true, maxRetries: 3 });
      return await into(attempts)(run);
    },
    keep: into(evidence),
  });
  if (environment.signal.aborted) return { outcome, verification };
  if (shortest === null) return { outcome, verification: replaced(verification, neverAgain(finding)) };
  const added = { ...outcome, results: [...outcome.results, shortest] };
  const again = judge(added).find(({ id }) => id === finding.id);
  return { outcome: added, verification: again === undefined ? verification : replaced(verification, again) };
}

/** The random walks, when they fail each time and nothing simpler is to blame. */
function walksThatFail({ findings, interrupted }: Verification): Finding | undefined {
  if (interrupted) return undefined;
  return findings.find(
    ({ status, flaky, violations }) => status === 'fail' && !flaky && violations[0]?.scenario === RANDOM_WALKS,
  );
}

function neverAgain(finding: Finding): Finding {
  const message = `${finding.message} (flaky: not seen again when its walks were played alone)`;
  return { ...finding, flaky: true, message };
}

function replaced(verification: Verification, finding: Finding): Verification {
  const findings = verification.findings.map((each) => (each.id === finding.id ? finding : each));
  return { ...verification, findings };
}
