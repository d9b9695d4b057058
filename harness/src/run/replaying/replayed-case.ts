import type { Finding } from '../../catalogue/requirement.js';
import type { RepeatedCase } from '../../report/repeat-command.js';
import type { CertificationReport } from '../../report/report.js';
import { printScript } from '../../scenarios/walk-script.js';
import { RANDOM_WALKS, walksOf } from '../../scenarios/walks.js';
import { EVIDENCE_FOLDER, REPETITIONS_FOLDER } from '../folders/out-folder.js';
import { closest } from '../input/closest.js';
import { ConfigurationError } from '../input/configuration-error.js';
import type { NamedRun, RecordedRuns } from '../judging/recorded-runs.js';

/** A case to be played again, and the run that shows it. */
export interface ReplayedCase {
  readonly repeated: Omit<RepeatedCase, 'only'>;
  readonly run: NamedRun;
  /** The requirements that are judged; empty: all that the scenario is played for. */
  readonly only: readonly string[];
}

/**
 * Finds the case that a finding or a run shows.
 *
 * @param word - the id of a finding, in capitals or not, or the name of a run
 * @param folder - the evidence, as the user named it
 * @param runs - what is recorded there
 * @param report - what came of it
 * @throws ConfigurationError when there is no such finding or run, or nothing is broken there
 */
export function findCase(
  word: string,
  folder: string,
  runs: RecordedRuns,
  { findings }: Pick<CertificationReport, 'findings'>,
): ReplayedCase {
  const finding = findings.find(({ id }) => id === word.toUpperCase());
  if (finding !== undefined) return caseOfFinding(finding, folder, runs);
  const all = runs.in(EVIDENCE_FOLDER).map(({ name }) => name);
  if (word.includes('/') || all.includes(word)) {
    const run = runs.named(word);
    const citing = findings.filter(({ violations }) => violations.some((violation) => violation.run === run.name));
    return caseOfRun(
      run,
      citing.map(({ id }) => id),
      runs,
    );
  }
  const broken = findings.filter(({ violations }) => violations.length > 0).map(({ id }) => id);
  const near = closest(word, [...broken, ...all]);
  const meant = near === undefined ? '' : `; did you mean ${near}?`;
  throw new ConfigurationError(
    `there is no finding or run ${word} in ${folder}${meant} (mapi-certify show ${folder} lists the runs, and which findings cite them)`,
  );
}

function caseOfFinding({ id, status, violations }: Finding, folder: string, runs: RecordedRuns): ReplayedCase {
  const [violation] = violations;
  if (violation === undefined) {
    throw new ConfigurationError(
      `${id} has no case in ${folder} that could be played again (${status}); name a run, which mapi-certify show ${folder} lists`,
    );
  }
  const { run: name, scenario, seed, script } = violation;
  // What only a repetition shows lies there.
  const isThere = runs.in(EVIDENCE_FOLDER).some((run) => run.name === name);
  const run = runs.named(`${isThere ? EVIDENCE_FOLDER : REPETITIONS_FOLDER}/${name}`);
  if (script !== undefined) return { run, only: [id], repeated: { scenario, seed, script } };
  return scenario === RANDOM_WALKS ? caseOfRun(run, [id], runs) : { run, only: [id], repeated: { scenario, seed } };
}

function caseOfRun(run: NamedRun, only: readonly string[], runs: RecordedRuns): ReplayedCase {
  const { scenario, seed, script } = runs.describe(run);
  if (scenario !== RANDOM_WALKS) return { run, only, repeated: { scenario, seed } };
  // The last life is the one that reads back, which every script has.
  const walks = walksOf(script.lives.slice(0, -1).map(({ steps }) => steps));
  return { run, only, repeated: { scenario, seed, script: printScript(walks) } };
}
