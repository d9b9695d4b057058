import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Requirement } from '../../catalogue/requirement.js';
import type { CertificationReport } from '../../report/report.js';
import type { Manifest } from '../evidence/manifest.js';
import { MANIFEST_FILE } from '../folders/out-folder.js';
import { ConfigurationError } from '../input/configuration-error.js';
import type { KeptCertification } from '../judging/certification-file.js';
import { readCertification } from '../judging/judge-evidence.js';
import { verifyEvidence } from '../verifying/verify-evidence.js';

/** The evidence of one shard, verified. */
export interface ReadShard {
  /** As the user named the folder. */
  readonly given: string;
  readonly path: string;
  /** From 1. */
  readonly index: number;
  readonly count: number;
  readonly kept: KeptCertification;
  readonly report: CertificationReport;
  readonly manifest: Manifest;
}

/**
 * Reads the evidence of a shard, and verifies it as `mapi-certify verify` does: what was lost or changed on the way is not
 * merged.
 *
 * @param given - the folder that `--out` named
 * @param cwd - what it is relative to
 * @param catalogue - of this version
 * @throws ConfigurationError when it is no evidence, does not hold, or is of no shard
 */
export async function readShard(given: string, cwd: string, catalogue: readonly Requirement[]): Promise<ReadShard> {
  const { checks, report } = await verifyEvidence(given, { cwd, catalogue });
  const broken = checks.find(({ state }) => state === 'broken');
  if (broken !== undefined || report === null) {
    throw new ConfigurationError(
      `${given} does not hold (${broken?.words[0] ?? 'it is a file, not a folder'}); give the folder as its shard has left it`,
    );
  }
  const { shard } = report.settings;
  if (shard === null) {
    throw new ConfigurationError(`${given} is of no shard: it was certified without --shard, and stands for itself`);
  }
  const [index, count] = shard.split('/').map(Number);
  const path = resolve(cwd, given);
  const manifest: Manifest = JSON.parse(readFileSync(join(path, MANIFEST_FILE), 'utf8'));
  const kept = readCertification(path, given);
  return { given, path, index: index ?? 0, count: count ?? 0, kept, report, manifest };
}
