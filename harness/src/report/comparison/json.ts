import { jsonDocument } from '../json-document.js';
import type { ReportRenderer } from '../reporter.js';
import type { Comparison } from './comparison.js';

/** Writes a comparison as one JSON document, whose keys have a fixed order. */
export const renderComparisonAsJson: ReportRenderer<Comparison> = ({ sides, remarks, requirements }) =>
  jsonDocument({
    format: 1,
    certifications: sides.map(({ letter, report }) => ({
      letter,
      evidence: report.evidence,
      provider: { name: report.provider.name, file: report.provider.file, sha256: report.provider.sha256 },
      verdict: report.verdict,
      completion: report.completion,
      summary: report.summary,
      catalogue: report.catalogue,
      seed: report.settings.seed,
      quick: report.settings.quick,
      startedAt: report.startedAt,
      wallMs: report.wallMs,
    })),
    remarks,
    requirements: requirements.map(({ id, title, strength, agreement, findings }) => ({
      id,
      title,
      strength,
      agreement,
      findings: findings.map((finding) => {
        return finding === null ? null : { status: finding.status, message: finding.message, flaky: finding.flaky };
      }),
    })),
  });
