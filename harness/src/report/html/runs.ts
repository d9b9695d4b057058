import { bytes, count } from '../../catalogue/rules/words.js';
import { duration } from '../numbers.js';
import type { CertificationReport } from '../report.js';
import { differencesInWords } from './differences.js';
import { html, type Markup } from './markup.js';

/** Who needs more of them has the evidence. */
const MOST_RUNS = 1_000;

/**
 * Every run, a line each.
 *
 * @param report - the certification
 * @returns the section; null when there was none
 */
export function runsSection({ runs }: CertificationReport): Markup | null {
  if (runs.length === 0) return null;
  const rows = runs.slice(0, MOST_RUNS).map((run) => {
    const memory = run.peakRssBytes === null ? '' : bytes(run.peakRssBytes);
    return html`<tr><th scope="row">${run.name}</th><td>${run.seed}</td><td class="l">${run.endings.join(', ')}</td><td>${count(run.acknowledged)}</td><td>${count(run.found)}</td><td class="l">${differencesInWords(run.differences)}</td><td>${memory}</td><td>${duration(run.wallMs)}</td></tr>`;
  });
  const columns = ['Run', 'Seed', 'How its lives ended', 'Acknowledged', 'Kept', 'Otherwise', 'Memory', 'Time'];
  const more = runs.length - rows.length;
  return html`<section id="runs" aria-labelledby="runs-h"><h2 id="runs-h">Runs</h2><details class="all"><summary>All ${count(runs.length)} runs</summary>
<div class="scroll" tabindex="0" role="region" aria-label="Runs"><table><thead><tr>${columns.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>${more > 0 ? html`<p class="note">and ${count(more)} more in the evidence</p>` : null}</details></section>`;
}

/**
 * With what it was certified.
 *
 * @param report - the certification
 */
export function circumstancesSection(report: CertificationReport): Markup {
  const { provider, settings, environment } = report;
  const facts: readonly (readonly [string, string])[] = [
    ['File', provider.file],
    ['SHA-256', provider.sha256],
    ['Stance', { in: 'opted in', out: 'opted out', none: 'no interface', unknown: 'unknown' }[provider.stance]],
    ['Catalogue', String(report.catalogue)],
    ['User option', settings.reg === null ? String(settings.option) : `${settings.option} (${settings.reg})`],
    ['Client', settings.client],
    ['Seed', String(settings.seed)],
    ['Items', String(settings.items)],
    ['Random walks', String(settings.walks)],
    ['Budget', `${count(settings.budgetMs)} ms`],
    ['Node', `${environment.node}, ${environment.platform} ${environment.arch}`],
    ...(environment.wine === undefined ? [] : [['Wine', environment.wine] as const]),
    ['Started', report.startedAt],
    ...(report.evidence === null ? [] : [['Evidence', report.evidence] as const]),
  ];
  return html`<section id="how" aria-labelledby="how-h"><h2 id="how-h">Circumstances</h2><dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl></section>`;
}
