import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CATALOGUE, CATALOGUE_VERSION } from '../../catalogue/catalogue.js';
import type { Finding, Requirement } from '../../catalogue/requirement.js';
import { identityName } from '../../recording/identity.js';
import type { Observation } from '../../recording/observation.js';
import { observe } from '../../recording/observe.js';
import { readRecording, readRunDescription } from '../../recording/read-recording.js';
import type { CertificationReport } from '../../report/report.js';
import { resultOf } from '../assemble-report.js';
import { EVIDENCE_FOLDER, REPETITIONS_FOLDER } from '../folders/out-folder.js';
import { ConfigurationError, messageOf } from '../input/configuration-error.js';
import type { JudgedRun } from '../run-summary.js';
import { afterShrinking } from '../schedule/shrunk.js';
import { verifyFailures } from '../schedule/verify-failures.js';
import { CERTIFICATION_FILE, EVIDENCE_FORMAT, type KeptCertification, termsOf } from './certification-file.js';
import { conclude, judgeRuns, timedOf } from './terms.js';

/** What judges from disk need besides the folder. */
export interface JudgeEvidenceOptions {
  /** What the folder is relative to; the working directory unless given. */
  readonly cwd?: string;
  /** The catalogue, for the product's own tests. */
  readonly catalogue?: readonly Requirement[];
}

/**
 * Judges a certification again, from the evidence that it left: every finding and the verdict come from the recordings
 * anew, by the same judges, and nothing of the provider is needed or run. What was repeated is compared again as well.
 *
 * @param folder - the output folder of the certification
 * @param options - where it is
 * @returns the report; all that is judged in it is derived from the recordings, and the rest is as the certification says
 * @throws ConfigurationError when the folder holds no evidence, is incomplete, or is of another format or catalogue
 */
export async function judgeEvidence(folder: string, options: JudgeEvidenceOptions = {}): Promise<CertificationReport> {
  const { cwd = process.cwd(), catalogue = CATALOGUE } = options;
  const path = resolve(cwd, folder);
  const kept = readCertification(path, folder);
  const terms = termsOf(kept, requirementsOf(kept, folder, catalogue));
  const { header, shrunk } = kept;
  const read = (place: string, name: string): JudgedRun => readRun(join(path, place), name, folder);
  const all = kept.runs.map((name) => read(EVIDENCE_FOLDER, name));
  const results = all.filter(({ observation }) => identityName(observation.identity) !== shrunk?.run);
  const judge = (observations: readonly Observation[]): readonly Finding[] => judgeRuns(terms, observations);
  const isThere = ({ observation: { identity } }: JudgedRun): boolean =>
    existsSync(join(path, REPETITIONS_FOLDER, identityName(identity)));
  const first = judge(results.map(({ observation }) => observation));
  const verified =
    terms.unfinished.size > 0 && !terms.isBailed
      ? { findings: first, repeated: [], onlyThere: new Set<string>() }
      : await verifyFailures({
          findings: first,
          results,
          strict: terms.strict,
          onlyTimed: header.settings.quick,
          timed: timedOf(terms),
          judge,
          // What only all shards together show, none of them has repeated.
          isRepeatable: (run) => header.shards === null || isThere(run),
          run: async (run) => {
            const name = identityName(run.observation.identity);
            // As far as an interrupted certification came.
            return header.completion === 'interrupted' && !isThere(run) ? null : read(REPETITIONS_FOLDER, name);
          },
          onVerifying: () => {},
        });
  const observations = all.map(({ observation }) => observation);
  const findings =
    shrunk === null ? verified.findings : afterShrinking(verified.findings, shrunk, () => judge(observations));
  const { exposure, ...verdict } = conclude(terms, findings, observations, header.completion);
  const repetition = { results: verified.repeated, onlyThere: verified.onlyThere };
  return { ...header, ...verdict, ...resultOf({ findings, results: all, exposure, repetition }), evidence: folder };
}

/**
 * Reads what a certification has kept besides its recordings.
 *
 * @param path - the output folder, absolute
 * @param folder - the same, as the user named it
 * @throws ConfigurationError when it is not there, or of another format or catalogue
 */
export function readCertification(path: string, folder: string): KeptCertification {
  const file = join(path, EVIDENCE_FOLDER, CERTIFICATION_FILE);
  if (!existsSync(join(path, EVIDENCE_FOLDER))) {
    throw new ConfigurationError(
      `${folder} is no evidence of a certification: it has no folder ${EVIDENCE_FOLDER}; name the folder that --out named`,
    );
  }
  if (!existsSync(file)) {
    throw incomplete(
      folder,
      `the certification was ended before all was run, or its version kept no ${CERTIFICATION_FILE}; certify again`,
    );
  }
  let kept: unknown;
  try {
    kept = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw incomplete(folder, `${EVIDENCE_FOLDER}/${CERTIFICATION_FILE} can't be read: ${messageOf(error)}`);
  }
  const { format, catalogue } = isObject(kept) ? kept : {};
  if (format !== EVIDENCE_FORMAT) {
    throw new ConfigurationError(
      `${folder} is evidence of format ${format ?? 'none'}, and this version reads format ${EVIDENCE_FORMAT}; judge it by the version that left it`,
    );
  }
  if (catalogue !== CATALOGUE_VERSION) {
    throw new ConfigurationError(
      `${folder} was judged by catalogue ${catalogue ?? 'none'}, and this version has catalogue ${CATALOGUE_VERSION}; judge it by the version that left it`,
    );
  }
  if (!isWhole(kept)) {
    throw incomplete(folder, `${EVIDENCE_FOLDER}/${CERTIFICATION_FILE} is not what a certification leaves`);
  }
  return kept;
}

function isWhole(value: unknown): value is KeptCertification {
  if (!isObject(value)) return false;
  const { header, terms, runs, shrunk } = value;
  if (!isObject(header) || !isObject(terms) || !Array.isArray(runs)) return false;
  const { provider, settings, environment, completion } = header;
  const isHeader = isObject(provider) && isObject(settings) && isObject(environment) && typeof completion === 'string';
  const lists = [terms['requirements'], terms['unfinished'], terms['inPart'], terms['named']];
  return isHeader && lists.every(Array.isArray) && isObject(terms['settings']) && isObject(terms['notRun'])
    ? shrunk === null || isObject(shrunk)
    : false;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function requirementsOf(
  { terms }: KeptCertification,
  folder: string,
  catalogue: readonly Requirement[],
): readonly Requirement[] {
  return terms.requirements.map((id) => {
    const requirement = catalogue.find((each) => each.id === id);
    if (requirement !== undefined) return requirement;
    throw new ConfigurationError(
      `${folder} was judged by a requirement ${id}, which this version's catalogue does not have; judge it by the version that left it`,
    );
  });
}

function readRun(place: string, name: string, folder: string): JudgedRun {
  try {
    const path = join(place, name);
    const { wallMs } = readRunDescription(path);
    const observation = observe(readRecording(path));
    const found = identityName(observation.identity);
    if (found !== name) throw new Error(`${path}: holds the run ${found}`);
    return { observation, wallMs };
  } catch (error) {
    throw incomplete(folder, messageOf(error));
  }
}

function incomplete(folder: string, why: string): ConfigurationError {
  return new ConfigurationError(`${folder} is incomplete evidence: ${why}`);
}
