import { createHash } from 'node:crypto';
import { CATALOGUE } from '../../catalogue/catalogue.js';
import type { FindingStatus, Requirement } from '../../catalogue/requirement.js';
import { counted } from '../../catalogue/rules/words.js';
import type { CertificationReport } from '../report.js';
import type { ReportRenderer } from '../reporter.js';
import { verdictText } from '../verdict-text.js';
import { comparedSection } from './compared.js';
import { ledgerSection } from './ledger.js';
import { html, type Markup, verbatim } from './markup.js';
import { RequirementWriter, STATUSES } from './requirements.js';
import { circumstancesSection, runsSection } from './runs.js';
import { SCRIPT } from './script.js';
import { ARROWS } from './sequence.js';
import { STYLESHEET } from './stylesheet.js';
import { brokenSection, trialsSection, verdictHeader } from './summary.js';

function digest(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** Nothing is loaded, and nothing runs but our script, whatever a provider's texts say. */
const POLICY = [
  "default-src 'none'",
  `style-src ${digest(STYLESHEET)}`,
  `script-src ${digest(SCRIPT)}`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Of more requirements a browser lays out those alone that are in sight. */
const MANY = 200;

/** Without the script it would do nothing, and is hidden. */
function filter({ findings }: CertificationReport): Markup {
  const boxes = Object.entries(STATUSES).flatMap(([status, { word }]) => {
    const number = findings.filter((finding) => finding.status === (status as FindingStatus)).length;
    if (number === 0) return [];
    return [
      html`<label class="${status}"><input type="checkbox" name="s" value="${status}" checked> ${word} <small>${number}</small></label>`,
    ];
  });
  return html`<form id="filter" role="search" hidden><label class="q">Search <input type="search" autocomplete="off" spellcheck="false" placeholder="DUR-2, entry id, persistForExit"></label><fieldset><legend>Show</legend>${boxes}</fieldset><p role="status" id="shown">${counted(findings.length, 'requirement')}</p></form>`;
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
  const sections: readonly (readonly [string, string, Markup | null])[] = [
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
  const isMany = report.findings.length > MANY;
  const present = sections.filter(([, , section]) => section !== null);
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${verbatim(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer">
<title>${verdict.word}: ${report.provider.name}</title><link rel="icon" href="data:,">
<style>${verbatim(STYLESHEET)}</style></head>
<body${isMany ? html` class="many"` : null}><a class="skip" href="#requirements">Skip to the requirements</a>
${verdictHeader(report, verdict)}
<nav aria-label="Sections"><ul>${present.map(([id, name]) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>
<main>${present.map(
    ([, , section]) => html`${section}
`,
  )}</main>
<footer><p>Written by ${report.tool.name} ${report.tool.version}. Nothing in this page is loaded from elsewhere.</p></footer>
${ARROWS}<script>${verbatim(SCRIPT)}</script></body></html>
`;
  return page.text;
}

/** The same, with the catalogue. */
export const renderAsHtml: ReportRenderer = (report) => renderHtml(report, CATALOGUE);
