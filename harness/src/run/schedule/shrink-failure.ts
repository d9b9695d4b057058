import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding, JudgeSettings } from '../../catalogue/requirement.js';
import { identityName } from '../../recording/identity.js';
import { type Keeping, NOT_KEPT, type RunEnvironment } from './run-environment.js';
import { alone } from './run-places.js';
import type { Runner, RunResult } from './run-result.js';
import { runScenario } from './run-scenario.js';
import { afterShrinking, type Shrunk, walksThatFail } from './shrunk.js';
import type { StagesOutcome } from './stages.js';
import type { Verification } from './verify-failures.js';

/** What was run, and what was found in it when it was looked at twice. */
export interface Verified {
  readonly outcome: StagesOutcome;
  readonly verification: Verification<RunResult>;
  /** What the search for a shorter script came to; null: none was looked for. */
  readonly shrunk: Shrunk | null;
}

/** What is needed to look for a shorter script. */
export interface ShrinkFailureRequest extends Omit<Verified, 'shrunk'> {
  readonly environment: RunEnvironment;
  /** The number of the shortest run among those of its scenario: no other one has it, in whichever shard. */
  readonly trial: number;
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
  const asItIs = { outcome, verification, shrunk: null };
  const finding = verification.interrupted ? undefined : walksThatFail(verification.findings);
  const result = outcome.results.find(({ run }) => identityName(run.identity) === finding?.violations[0]?.run);
  if (finding === undefined || result === undefined) return asItIs;
  onShrinking();
  // Loaded only here: it brings the generator of walks.
  const { shrinkWalks } = await import('./shrink-walks.js');
  const into = (folder: string, keeping: Keeping): Runner =>
    alone((run, manner) => runScenario(run, folder, { ...environment, keeping }, manner), environment.places);
  const shortest = await shrinkWalks({
    result,
    settings,
    trial: request.trial,
    attempt: async (run) => {
      const attempts = join(workFolder, 'attempts');
      await rm(attempts, { recursive: true, force: true, maxRetries: 3 });
      return await into(attempts, NOT_KEPT)(run);
    },
    keep: into(evidence, environment.keeping),
  });
  if (environment.signal.aborted) return asItIs;
  const shrunk = { id: finding.id, run: shortest === null ? null : identityName(shortest.run.identity) };
  const added = shortest === null ? outcome : { ...outcome, results: [...outcome.results, shortest] };
  const findings = afterShrinking(verification.findings, shrunk, () => judge(added));
  return { outcome: added, verification: { ...verification, findings }, shrunk };
}
