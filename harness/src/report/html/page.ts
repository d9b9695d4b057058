import { CATALOGUE } from '../../catalogue/catalogue.js';
import type { FindingStatus, Requirement } from '../../catalogue/requirement.js';
import type { CertificationReport } from '../report.js';
import type { ReportRenderer } from '../reporter.js';
import { STATUSES } from '../statuses.js';
import { verdictText } from '../verdict-text.js';
import { comparedSection } from './compared.js';
import { filterForm } from './filter-form.js';
import { ledgerSection } from './ledger.js';
import { html, type Markup } from './markup.js';
import { RequirementWriter } from './requirements.js';
import { circumstancesSection, runsSection } from './runs.js';
import { ARROWS } from './sequence.js';
import { brokenSection, trialsSection, verdictHeader } from './summary.js';
import { type Section, wholePage } from './whole-page.js';

/** Of more requirements a browser lays out those alone that are in sight. */
const MANY = 200;

function filter({ findings }: CertificationReport): Markup {
  const choices = Object.entries(STATUSES).map(([status, { word }]) => {
    const number = findings.filter((finding) => finding.status === (status as FindingStatus)).length;
    return { value: status, kind: status, word, number };
  });
  return filterForm(choices, findings.length);
}

/**
 * Writes a certification as one HTML page, which needs nothing but itself.
 *
 * @param report - the certification
 * @param requirements - the catalogue
 * @returns the document
 */
export function renderHtml(report: CertificationReport, requirements: readonly Requirement[]): string {
  const verdict = verdictText(report, requirements.length);
  const writer = new RequirementWriter(report, requirements);
  const sections: readonly Section[] = [
    ['trials', 'Trials', trialsSection(report)],
    ['broken', 'What to look at', brokenSection(report)],
    [
      'requirements',
      'Requirements',
      html`<section id="requirements" aria-labelledby="requirements-h"><h2 id="requirements-h">Requirements</h2>${filter(report)}
${writer.groups()}<p id="none" hidden>No requirement is like that.</p></section>`,
    ],
    ['ledger', 'Items', ledgerSection(report)],
    ['compared', 'Compared', comparedSection(report)],
    ['runs', 'Runs', runsSection(report)],
    ['how', 'Circumstances', circumstancesSection(report)],
  ];
  return wholePage({
    title: `${verdict.word}: ${report.provider.name}`,
    header: verdictHeader(report, verdict),
    sections,
    tool: report.tool,
    isMany: report.findings.length > MANY,
    drawings: ARROWS,
  });
}

/** The same, with the catalogue. */
export const renderAsHtml: ReportRenderer = (report) => renderHtml(report, CATALOGUE);
