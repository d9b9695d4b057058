import type { FindingStatus } from '../../catalogue/requirement.js';
import { count, counted, percent } from '../../catalogue/rules/words.js';
import { expectationErrors, expectationOf } from '../expectations.js';
import { mailSentencesOf } from '../mail-text.js';
import { duration } from '../numbers.js';
import type { CertificationReport } from '../report.js';
import { STATUSES } from '../statuses.js';
import { clip } from '../text.js';
import { exposureSentence, threadsSentence } from '../totals.js';
import type { VerdictText } from '../verdict-text.js';
import { html, type Markup } from './markup.js';
import { anchorOf } from './requirements.js';

const KINDS = { store: 'message store', transport: 'transport', 'address-book': 'address book' } as const;
/** The first links are to these; the filter has the rest. */
const MOST_LINKS = 50;

/**
 * The class and sign of a verdict.
 *
 * @param word - the verdict
 */
export function signOf(word: VerdictText['word']): readonly [string, string] {
  if (word === 'CERTIFIED') return ['pass', '✓'];
  if (word.startsWith('PASSED')) return ['part', '✓'];
  return word === 'NOT CERTIFIED' ? ['fail', '✗'] : ['warn', '?'];
}

/**
 * The head of a page: what was certified, and the verdict.
 *
 * @param report - the certification
 * @param verdict - its last word
 */
export function verdictHeader(report: CertificationReport, { word, reason }: VerdictText): Markup {
  const [kind, sign] = signOf(word);
  const { provider, tool } = report;
  const kinds = provider.kinds.map((each) => KINDS[each]).join(', ');
  return html`<header class="v ${kind}"><p class="what">${tool.name} ${tool.version} · fast shutdown of a MAPI provider</p>
<h1><span class="name">${provider.name}</span> <span class="kinds">${kinds}</span></h1>
<p class="verdict"><i aria-hidden="true">${sign}</i> <strong>${word}</strong></p>
<p class="reason">${clip(reason)}</p></header>`;
}

function tile(number: string, what: string, more = '', isBad = false): Markup {
  return html`<li${isBad ? html` class="bad"` : null}><b>${number}</b> <span>${what}</span>${more === '' ? null : html` <small>${more}</small>`}</li>`;
}

/**
 * How much was tried, in a few numbers.
 *
 * @param report - the certification
 */
export function trialsSection(report: CertificationReport): Markup {
  const { lives, processes, kills, killsProven, acknowledged, found } = report.totals;
  const { exposure } = report;
  const sentence = exposureSentence(report);
  const threads = threadsSentence(report);
  const unproven = kills - killsProven;
  return html`<section id="trials" aria-labelledby="trials-h"><h2 id="trials-h">What was tried</h2><ul class="tiles">
${tile(count(lives), lives === 1 ? 'life' : 'lives', `in ${counted(processes, 'process', 'processes')}`)}
${tile(count(kills), kills === 1 ? 'kill' : 'kills', unproven === 0 ? 'all proven' : `${count(unproven)} not proven`, unproven > 0)}
${acknowledged === 0 ? null : tile(count(acknowledged), 'items acknowledged', `${count(found)} found again`, found < acknowledged)}
${exposure === null || exposure.acknowledged === 0 ? null : tile(percent(exposure.lost, exposure.acknowledged), 'lost without it', `${count(exposure.lost)} of ${counted(exposure.acknowledged, 'item')}`)}
${tile(duration(report.wallMs), 'taken', report.startedAt.slice(0, 16).replace('T', ' '))}
</ul>${sentence === null ? null : html`<p class="lead">${sentence}</p>`}${threads === null ? null : html`<p>${threads}</p>`}${mailSentencesOf(report).map((text) => html`<p>${clip(text)}</p>`)}</section>`;
}

/**
 * Links to what somebody has to act on.
 *
 * @param report - the certification
 * @returns the section; null when there is nothing
 */
export function brokenSection(report: CertificationReport): Markup | null {
  const { findings } = report;
  const errors = expectationErrors(report).map(({ message }) => {
    return html`<li class="fail"><span class="chip"><i aria-hidden="true">✗</i> not as expected</span> ${message}</li>`;
  });
  const order: readonly FindingStatus[] = ['fail', 'warn', 'inconclusive'];
  const broken = order.flatMap((status) => findings.filter((finding) => finding.status === status));
  if (broken.length === 0 && errors.length === 0) return null;
  const more = broken.length - MOST_LINKS;
  const links = broken.slice(0, MOST_LINKS).map((finding) => {
    const { id, title, status } = finding;
    const { word, sign } = STATUSES[status];
    const known = expectationOf(finding, report) === undefined ? null : html` <small>expected</small>`;
    return html`<li class="${status}"><span class="chip"><i aria-hidden="true">${sign}</i> ${word}</span> <a href="#${anchorOf(id)}"><b>${id}</b> ${title}</a>${known}</li>`;
  });
  return html`<section id="broken" aria-labelledby="broken-h"><h2 id="broken-h">What to look at</h2><ul class="links">${errors}${links}${more > 0 ? html`<li>and ${count(more)} more below</li>` : null}</ul></section>`;
}
