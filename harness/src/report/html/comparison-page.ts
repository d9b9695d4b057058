import { count, percent } from '../../catalogue/rules/words.js';
import type { Agreement, ComparedRequirement, Comparison } from '../comparison/comparison.js';
import type { Side } from '../comparison/side.js';
import { AGREEMENTS, differencesSentence, statusWords } from '../comparison/words.js';
import { duration } from '../numbers.js';
import type { CertificationReport } from '../report.js';
import type { ReportRenderer } from '../reporter.js';
import { clip } from '../text.js';
import { filterForm } from './filter-form.js';
import { html, type Markup } from './markup.js';
import { anchorOf } from './requirements.js';
import { signOf } from './summary.js';
import { type Section, wholePage } from './whole-page.js';

/** How each is coloured. */
const KINDS: Readonly<Record<Agreement, string>> = { different: 'fail', partly: 'warn', broken: 'warn', same: 'pass' };
const TITLES: Readonly<Record<Agreement, string>> = {
  different: 'Different',
  partly: 'Judged by some alone',
  broken: 'The same, and not passed',
  same: 'The same',
};

/** Of more differences none is open: they would be nothing to look over. */
const MOST_OPEN = 5;

/** What is counted in each, side by side. */
const NUMBERS: readonly (readonly [string, (report: CertificationReport) => string])[] = [
  ['Catalogue', ({ catalogue }) => String(catalogue)],
  ['Seed', ({ settings }) => String(settings.seed)],
  ['Lives', ({ totals }) => count(totals.lives)],
  ['Kills', ({ totals }) => count(totals.kills)],
  ['Items acknowledged', ({ totals }) => count(totals.acknowledged)],
  ['Items found again', ({ totals }) => count(totals.found)],
  [
    'Lost without fast shutdown',
    ({ exposure }) =>
      exposure === null || exposure.acknowledged === 0 ? '–' : percent(exposure.lost, exposure.acknowledged),
  ],
  ['Taken', ({ wallMs }) => duration(wallMs)],
  ['Started', ({ startedAt }) => startedAt.slice(0, 16).replace('T', ' ')],
];

function card({ letter, report, verdict: { word, reason } }: Side): Markup {
  const [kind, sign] = signOf(word);
  const folder = report.evidence === null ? null : html`<p class="what">${report.evidence}</p>`;
  return html`<li class="v ${kind}"><h2><span class="tag">${letter}</span> <span class="name">${report.provider.name}</span></h2>
<p class="verdict"><i aria-hidden="true">${sign}</i> <strong>${word}</strong></p><p>${clip(reason)}</p>${folder}</li>`;
}

function numbersSection({ sides }: Comparison): Markup {
  const rows = NUMBERS.map(([name, of]) => {
    return html`<tr><th scope="row">${name}</th>${sides.map(({ report }) => html`<td>${of(report)}</td>`)}</tr>`;
  });
  return html`<section id="numbers" aria-labelledby="numbers-h"><h2 id="numbers-h">What was tried</h2>
<div class="scroll" tabindex="0" role="region" aria-label="Numbers side by side"><table><thead><tr><th scope="col">In</th>${sides.map(({ letter, report }) => html`<th scope="col">${letter} ${clip(report.provider.name)}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div></section>`;
}

function remarksSection({ remarks }: Comparison): Markup | null {
  if (remarks.length === 0) return null;
  return html`<section id="remarks" aria-labelledby="remarks-h"><h2 id="remarks-h">Not the same measure</h2><ul>${remarks.map((remark) => html`<li>${remark}</li>`)}</ul></section>`;
}

function row(requirement: ComparedRequirement, sides: readonly Side[], isOpen: boolean): Markup {
  const { id, title, strength, agreement, findings } = requirement;
  const each = sides.map(({ letter, report }, index) => ({ letter, report, finding: findings[index] ?? null }));
  const chips = each.map(({ letter, finding }) => {
    const { word, sign } = statusWords(finding?.status ?? null);
    return html`<span class="chip ${finding?.status ?? 'not-applicable'}">${letter} <i aria-hidden="true">${sign}</i> ${word}</span> `;
  });
  const said = each.map(({ letter, report, finding }) => {
    const message = finding === null ? 'not judged' : clip(finding.message);
    const [first] = finding?.violations ?? [];
    const more =
      first === undefined
        ? null
        : html`<br><span class="note">expected ${clip(first.expected)}; seen ${clip(first.seen)}</span>`;
    return html`<dt>${letter} ${clip(report.provider.name)}</dt><dd>${message}${more}</dd>`;
  });
  return html`<details class="r" id="${anchorOf(id)}" data-s="${agreement}"${isOpen ? html` open` : null}><summary><b>${id}</b> <span class="ti">${title}</span> <span class="tag">${strength}</span> <span class="chips">${chips}</span></summary><div class="bd"><dl class="ps by">${said}</dl></div></details>
`;
}

function requirementsSection({ requirements, sides }: Comparison): Markup {
  const sorts = Object.entries(TITLES).map(([key, title]) => {
    const agreement = key as Agreement;
    return { agreement, title, own: requirements.filter((requirement) => requirement.agreement === agreement) };
  });
  const choices = sorts.map(({ agreement, own }) => {
    return { value: agreement, kind: KINDS[agreement], word: AGREEMENTS[agreement], number: own.length };
  });
  const groups = sorts.flatMap(({ agreement, title, own }) => {
    if (own.length === 0) return [];
    return [
      html`<section class="g" aria-labelledby="g-${agreement}"><h3 id="g-${agreement}">${title} <span>${own.length}</span></h3>
${own.map((requirement) => row(requirement, sides, agreement === 'different' && own.length <= MOST_OPEN))}</section>
`,
    ];
  });
  return html`<section id="requirements" aria-labelledby="requirements-h"><h2 id="requirements-h">Requirements</h2>${filterForm(choices, requirements.length)}
${groups}<p id="none" hidden>No requirement is like that.</p></section>`;
}

/** Writes a comparison as one HTML page, which needs nothing but itself. */
export const renderComparisonAsHtml: ReportRenderer<Comparison> = (comparison) => {
  const { sides, tool } = comparison;
  const names = sides.map(({ letter, report }) => `${letter} ${report.provider.name}`).join(', ');
  const sections: readonly Section[] = [
    ['remarks', 'Not the same', remarksSection(comparison)],
    ['requirements', 'Requirements', requirementsSection(comparison)],
    ['numbers', 'Numbers', numbersSection(comparison)],
  ];
  return wholePage({
    title: `Comparison: ${names}`,
    header: html`<header class="cmp"><p class="what">${tool.name} ${tool.version} · fast shutdown of MAPI providers, side by side</p>
<h1>${differencesSentence(comparison)}</h1><ul class="sides">${sides.map(card)}</ul></header>`,
    sections,
    tool,
    isMany: false,
    drawings: null,
  });
};
