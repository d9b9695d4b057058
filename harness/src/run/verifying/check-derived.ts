import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Requirement } from '../../catalogue/requirement.js';
import { counted } from '../../catalogue/rules/words.js';
import { printStatement } from '../../certificate/statement.js';
import { renderJson } from '../../report/json.js';
import type { CertificationReport } from '../../report/report.js';
import { JSON_REPORTER } from '../../report/reporters.js';
import { certificateStatement } from '../evidence/certificate-file.js';
import type { Manifest } from '../evidence/manifest.js';
import { messageOf } from '../input/configuration-error.js';
import { judgeEvidence } from '../judging/judge-evidence.js';
import { broken, type Check, compared } from './check.js';
import { schemaErrors } from './schemas.js';

/** What is compared with what the recordings say. */
export interface DerivedRequest {
  /** The absolute path of the bundle. */
  readonly folder: string;
  readonly catalogue: readonly Requirement[];
  /** Null: it can't be read. */
  readonly manifest: Manifest | null;
  /** What the certificate says, to the letter; null: it can't be read. */
  readonly payload: string | null;
}

/**
 * Derives every finding and the verdict again from the journals, and compares the result and the certificate with them.
 *
 * @param request - the bundle
 * @returns the report as the journals have it; null: it can't be derived
 */
export async function checkDerived(
  request: DerivedRequest,
): Promise<{ readonly report: CertificationReport | null; readonly check: Check }> {
  const { folder, catalogue } = request;
  let report: CertificationReport;
  try {
    report = await judgeEvidence('.', { cwd: folder, catalogue });
  } catch (error) {
    // What was changed may be anything.
    return {
      report: null,
      check: broken('derived', `nothing can be derived: ${messageOf(error).replace(/^\. is /, 'it is ')}`),
    };
  }
  const differences = [...resultDifferences(report, folder), ...certificateDifferences(report, request)];
  const lives = report.totals.lives;
  const words = `${counted(report.findings.length, 'finding')} and the verdict, from the journals of ${counted(lives, 'life', 'lives')}`;
  return { report, check: compared('derived', differences, words) };
}

function resultDifferences(report: CertificationReport, folder: string): readonly string[] {
  const { file } = JSON_REPORTER;
  let text: string;
  let told: unknown;
  try {
    text = readFileSync(join(folder, file), 'utf8');
    told = JSON.parse(text);
  } catch (error) {
    return [`${file} can't be read: ${messageOf(error)}`];
  }
  const errors = schemaErrors('result', told);
  if (errors.length > 0) return errors.map((error) => `${file}: ${error}`);
  // The schema has just said so.
  const result = told as CertificationReport;
  const derived = renderJson({ ...report, evidence: result.evidence });
  if (derived === text) return [];
  const differences = partsThatDiffer(result, JSON.parse(derived) as CertificationReport);
  return differences.length > 0 ? differences : [`${file} is not written as mapi-certify writes it`];
}

function partsThatDiffer(told: CertificationReport, derived: CertificationReport): readonly string[] {
  const differences: string[] = [];
  if (told.verdict !== derived.verdict)
    differences.push(`the verdict is told as ${told.verdict}, and the recordings say ${derived.verdict}`);
  const before = new Map(told.findings.map((finding) => [finding.id, finding]));
  for (const finding of derived.findings) {
    const other = before.get(finding.id);
    before.delete(finding.id);
    if (isDeepStrictEqual(other, finding)) continue;
    const was =
      other === undefined ? 'not told' : other.status === finding.status ? 'told otherwise' : `told as ${other.status}`;
    differences.push(`${finding.id} is ${was}, and the recordings say ${finding.status}: ${finding.message}`);
  }
  for (const id of before.keys()) differences.push(`${id} is told, and the recordings know nothing of it`);
  for (const key of Object.keys(derived) as (keyof CertificationReport)[]) {
    if (key === 'verdict' || key === 'findings' || isDeepStrictEqual(told[key], derived[key])) continue;
    differences.push(`${key} of ${JSON_REPORTER.file} is not what the evidence says`);
  }
  return differences;
}

function certificateDifferences(report: CertificationReport, { manifest, payload }: DerivedRequest): readonly string[] {
  if (manifest === null || payload === null) return [];
  const statement = certificateStatement(report, manifest);
  if (printStatement(statement) === payload) return [];
  const told = JSON.parse(payload) as typeof statement;
  const parts = [
    ...(isDeepStrictEqual(told.subject, statement.subject) ? [] : ['subject']),
    ...Object.entries(statement.predicate).flatMap(([key, value]) =>
      isDeepStrictEqual(Reflect.get(told.predicate, key), value) ? [] : [key],
    ),
  ];
  if (parts.length === 0) return ['the certificate is not written as mapi-certify writes it'];
  return parts.map((part) => `${part} of the certificate is not what the evidence says`);
}
