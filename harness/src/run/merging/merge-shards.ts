import { existsSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { CATALOGUE } from '../../catalogue/catalogue.js';
import type { Requirement } from '../../catalogue/requirement.js';
import type { SigningKey } from '../../certificate/keys.js';
import type { CertificationReport } from '../../report/report.js';
import { resultOf } from '../assemble-report.js';
import { printCertificate } from '../evidence/certificate-file.js';
import { manifestOf, printManifest } from '../evidence/manifest.js';
import { EVIDENCE_FOLDER, OutFolder, REPETITIONS_FOLDER } from '../folders/out-folder.js';
import { ConfigurationError, messageOf, ReportError } from '../input/configuration-error.js';
import { displayPath } from '../input/display-path.js';
import { readExpectedFailures } from '../input/expected-failures.js';
import { signingKey } from '../input/key-file.js';
import { CERTIFICATION_FILE, type KeptCertification, termsOf } from '../judging/certification-file.js';
import { judgeEvidence } from '../judging/judge-evidence.js';
import { conclude } from '../judging/terms.js';
import { Leftovers } from '../process/leftovers.js';
import { walksThatFail } from '../schedule/shrunk.js';
import { checkShards } from './check-shards.js';
import { mergedCertification } from './merged-certification.js';
import { type ReadShard, readShard } from './read-shard.js';

/** What is made of shards, and where. */
export interface MergeOptions {
  /** The folder of the merged evidence. */
  readonly out: string;
  /** The private key that signs the certificate, or the path of its file. It is not signed, unless given. */
  readonly signKey?: string | undefined;
  /** A JSON file with failures that are known; those that the shards were given, unless given. */
  readonly expectedFailures?: string | undefined;
  /** What all paths are relative to; the working directory unless given. */
  readonly cwd?: string | undefined;
  /** Called with the report before the folder is sealed, as in `certify()`. */
  readonly beforeSealing?: ((report: CertificationReport) => Promise<void>) | undefined;
  /** The catalogue, for the product's own tests. */
  readonly catalogue?: readonly Requirement[] | undefined;
}

/**
 * Merges the shards of a certification: their evidence is put together and judged again by the same judges, with the result
 * that one run would have had. What a shard has repeated because of a failure counts as repeated. Nothing of the provider is
 * needed or run.
 *
 * @param folders - the output folder of each shard, in any order
 * @param options - where the result goes
 * @returns the report
 * @throws ConfigurationError when a shard is missing, does not hold, or is of another certification
 * @throws ReportError when the result can't be written
 */
export async function mergeShards(folders: readonly string[], options: MergeOptions): Promise<CertificationReport> {
  const { cwd = process.cwd(), catalogue = CATALOGUE, beforeSealing = async () => {}, expectedFailures } = options;
  const key = signingKey(options.signKey ?? null, cwd);
  const expected =
    expectedFailures === undefined
      ? null
      : { file: expectedFailures, failures: readExpectedFailures(expectedFailures, cwd, catalogue) };
  const read: ReadShard[] = [];
  for (const folder of folders) read.push(await readShard(folder, cwd, catalogue));
  const shards = checkShards(read, expected !== null);
  const out = resolve(cwd, options.out);
  refuseInside(out, options.out, shards);
  const kept = mergedCertification(shards, { evidence: displayPath(out, cwd), expected });
  const leftovers = new Leftovers();
  const folder = OutFolder.open(out, leftovers);
  let isBegun = false;
  try {
    await folder.begin(unfinished(kept, catalogue));
    isBegun = true;
    await copyEvidence(shards, folder);
    const report = await judge(shards, kept, folder, catalogue);
    await folder.finish(report);
    await beforeSealing(report);
    seal(folder, report, shards[0], catalogue, key);
    folder.close();
    return report;
  } catch (error) {
    // The evidence stays where the report alone could not be written.
    if (isBegun && error instanceof ReportError) folder.close();
    else await folder.abandon();
    throw error;
  } finally {
    leftovers.dispose();
  }
}

/** What is merged stays what it is. */
function refuseInside(out: string, given: string, shards: readonly ReadShard[]): void {
  const shard = shards.find(({ path }) => `${out}${sep}`.startsWith(`${path}${sep}`) || path.startsWith(out + sep));
  if (shard === undefined) return;
  throw new ConfigurationError(
    (name) => `${name('out')} ${given} and the shard ${shard.given} lie in each other; name another folder`,
  );
}

/** What is there until all is judged. */
function unfinished(kept: KeptCertification, catalogue: readonly Requirement[]): CertificationReport {
  const terms = termsOf(kept, catalogue);
  const { exposure, ...verdict } = conclude(terms, [], [], 'interrupted');
  const nothing = { findings: [], results: [], exposure, repetition: { results: [], onlyThere: new Set<string>() } };
  return { ...kept.header, completion: 'interrupted', ...verdict, ...resultOf(nothing) };
}

async function copyEvidence(shards: readonly ReadShard[], folder: OutFolder): Promise<void> {
  try {
    for (const { path, kept } of shards) {
      for (const name of kept.runs.filter((run) => run !== kept.shrunk?.run)) {
        await copyFolder(join(path, EVIDENCE_FOLDER, name), join(folder.evidence, name));
      }
      const repetitions = join(path, REPETITIONS_FOLDER);
      if (existsSync(repetitions)) await copyFolder(repetitions, folder.repetitions);
    }
  } catch (error) {
    throw new ReportError(`the evidence could not be copied to ${folder.path}: ${messageOf(error)}`);
  }
}

async function copyFolder(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true, preserveTimestamps: true });
}

/** Judges all, and once more where a shortened script takes the place of the walks that fail. */
async function judge(
  shards: readonly ReadShard[],
  kept: KeptCertification,
  folder: OutFolder,
  catalogue: readonly Requirement[],
): Promise<CertificationReport> {
  const judgeAgain = async (certification: KeptCertification): Promise<CertificationReport> => {
    folder.keep(CERTIFICATION_FILE, certification);
    const { evidence } = certification.header;
    return { ...(await judgeEvidence('.', { cwd: folder.path, catalogue })), evidence };
  };
  const report = await judgeAgain(kept);
  const walks = walksThatFail(report.findings)?.violations[0];
  const shard = shards.find(({ kept: its }) => walks !== undefined && its.runs.includes(walks.run));
  const shrunk = shard?.kept.shrunk ?? null;
  if (shard === undefined || shrunk === null) return report;
  if (shrunk.run === null) return await judgeAgain({ ...kept, shrunk });
  await copyFolder(join(shard.path, EVIDENCE_FOLDER, shrunk.run), join(folder.evidence, shrunk.run));
  return await judgeAgain({ ...kept, runs: [...kept.runs, shrunk.run], shrunk });
}

function seal(
  folder: OutFolder,
  report: CertificationReport,
  { manifest: { provider, environment } }: ReadShard,
  catalogue: readonly Requirement[],
  key: SigningKey | null,
): void {
  const manifest = manifestOf({ folder: folder.path, report, catalogue, modules: provider.modules, environment });
  folder.seal(printManifest(manifest), printCertificate(report, manifest, key));
}
