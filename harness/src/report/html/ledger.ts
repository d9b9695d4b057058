import { count, percent } from '../../catalogue/rules/words.js';
import type { CertificationReport, RunSummary } from '../report.js';
import type { Differences } from './differences.js';
import { html, type Markup } from './markup.js';

/** What became of the items of some runs. */
interface Account {
  readonly acknowledged: number;
  readonly kept: number;
  readonly lost: number;
  readonly changed: number;
  readonly twice: number;
  /** Back, from nowhere, stuck, or no longer opened by their entry id. */
  readonly other: number;
}

function sum(runs: readonly RunSummary[], of: (run: RunSummary) => number): number {
  return runs.reduce((total, run) => total + of(run), 0);
}

function accountOf(runs: readonly RunSummary[]): Account | null {
  const counted = (...kinds: readonly (keyof Differences)[]): number =>
    sum(runs, ({ differences }) => kinds.reduce((total, kind) => total + (differences[kind] ?? 0), 0));
  const acknowledged = sum(runs, (run) => run.acknowledged);
  if (acknowledged === 0) return null;
  return {
    acknowledged,
    kept: sum(runs, ({ found }) => found),
    lost: counted('lost'),
    changed: counted('changed'),
    twice: counted('duplicated', 'repeated', 'told-again'),
    other: counted('undeleted', 'unsaved-appeared', 'entry-id-broken', 'stuck', 'unreported', 'unknown'),
  };
}

/** The share that was kept, and that was lost; the rest is otherwise there. */
function bar({ acknowledged, kept, lost }: Account): Markup {
  const good = (kept / acknowledged) * 100;
  const gone = Math.min(100 - good, (lost / acknowledged) * 100);
  const width = (share: number): string => share.toFixed(2);
  return html`<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect class="b-kept" width="${width(good)}" height="8"/><rect class="b-other" x="${width(good)}" width="${width(100 - good - gone)}" height="8"/><rect class="b-lost" x="${width(100 - gone)}" width="${width(gone)}" height="8"/></svg>`;
}

function cells(account: Account | null, isControl: boolean): Markup {
  if (account === null) return html`<td class="none" colspan="6">not tried</td>`;
  const { acknowledged, kept, lost, changed, twice, other } = account;
  const cell = (value: number): Markup =>
    value === 0 ? html`<td class="z">0</td>` : html`<td${isControl ? null : html` class="bad"`}>${count(value)}</td>`;
  return html`<td>${bar(account)}${percent(kept, acknowledged)}</td><td>${count(acknowledged)}</td>${[lost, changed, twice, other].map(cell)}`;
}

/**
 * What became of the items: with fast shutdown, and beside it the null control, the same work and kill of which nobody
 * told the provider.
 *
 * @param report - the certification
 * @returns the section; null when no items were saved
 */
export function ledgerSection(report: CertificationReport): Markup | null {
  const scenarios = [...new Set(report.runs.map(({ scenario }) => scenario))];
  const accounts = scenarios.flatMap((scenario) => {
    const own = report.runs.filter((run) => run.scenario === scenario);
    const told = accountOf(own.filter(({ control }) => !control));
    const control = accountOf(own.filter((run) => run.control));
    if (told === null && control === null) return [];
    return [{ scenario, told, control }];
  });
  if (accounts.length === 0) return null;
  const hasControl = accounts.some(({ control }) => control !== null);
  const rows = accounts.map(({ scenario, told, control }) => {
    return html`<tr><th scope="row">${scenario}</th>${cells(told, false)}${hasControl ? cells(control, true) : null}</tr>`;
  });
  const columns = ['kept', 'acknowledged', 'lost', 'changed', 'twice', 'otherwise'];
  const heads = columns.map((name) => html`<th scope="col">${name}</th>`);
  return html`<section id="ledger" aria-labelledby="ledger-h"><h2 id="ledger-h">What became of the items</h2>
<p class="lead">An item counts as kept when a later life finds it exactly as its last save was acknowledged.${hasControl ? ' Beside it the null control: the same work and the same kill, of which nobody told the provider.' : null}</p>
<div class="scroll" tabindex="0" role="region" aria-label="Ledger of items"><table class="ledger"><thead>
<tr><th rowspan="2" scope="col">Scenario</th><th colspan="6" scope="colgroup">As the scenario says</th>${hasControl ? html`<th colspan="6" scope="colgroup">Null control</th>` : null}</tr>
<tr>${heads}${hasControl ? heads : null}</tr></thead><tbody>${rows}</tbody></table></div></section>`;
}
