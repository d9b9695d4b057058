import { deepStrictEqual } from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderJson } from '#harness/report/json.js';
import type { CertificationReport } from '#harness/report/report.js';
import { certifyWith } from '#harness/run/certify.js';
import type { CertifyOptions } from '#harness/run/input/certify-options.js';
import { judgeEvidence } from '#harness/run/judging/judge-evidence.js';
import { defaultTools, type Tools } from '#harness/run/tools.js';

/**
 * Certifies, and judges the evidence again, which must say the same to the letter.
 *
 * @param options - as for `certify`, but for the output folder: a temporary one
 * @param tools - the product's own unless given
 * @throws AssertionError when the report that is derived from the evidence is another one
 */
export async function certifyAndJudgeAgain(
  options: Omit<CertifyOptions, 'out'>,
  tools: Tools = defaultTools,
): Promise<CertificationReport> {
  const out = mkdtempSync(join(tmpdir(), 'mapi-kit-evidence-'));
  try {
    const report = await certifyWith({ ...options, out }, tools);
    await assertJudgedTheSame(report, out, tools);
    return report;
  } finally {
    rmSync(out, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function assertJudgedTheSame(report: CertificationReport, out: string, { catalogue }: Tools): Promise<void> {
  const again = await judgeEvidence(out, { catalogue });
  deepStrictEqual(again.findings, report.findings, 'the evidence gives other findings');
  const same = { ...again, evidence: report.evidence };
  deepStrictEqual(renderJson(same).split('\n'), renderJson(report).split('\n'), 'the evidence gives another report');
}
