import type { Violation } from '../../catalogue/requirement.js';
import { count, counted } from '../../catalogue/rules/words.js';
import { ordinal } from '../../recording/item-words.js';
import { clock } from '../numbers.js';
import type { CertificationReport, RunSummary } from '../report.js';
import { endingOf } from '../timeline.js';
import { type Reach, type TimelineRow, timelineRows } from '../timeline-rows.js';
import { differencesInWords } from './differences.js';
import { html, type Markup } from './markup.js';

const MOST_ROWS = 24;
/** A step of the time axis for each of these, in nanoseconds: it is logarithmic. */
const GAPS: readonly number[] = [1e5, 1e6, 1e7, 1e8, 1e9];

const REACHES: Readonly<Record<Reach, string>> = {
  provider: 'client to subsystem to provider',
  direct: "client to the provider's object",
  subsystem: 'client to subsystem',
  onward: 'subsystem to provider',
  answer: 'subsystem to client',
  support: 'provider to subsystem',
  none: '',
};

/** The longer nothing happened, the more room there is. */
function gapOf(row: TimelineRow, before: TimelineRow | undefined): number {
  if (before === undefined) return 0;
  return GAPS.filter((gap) => row.at - before.at >= gap).length;
}

function rowOf(row: TimelineRow, before: TimelineRow | undefined): Markup {
  const { reach, label, at, result, bad } = row;
  const arrow =
    reach === 'none'
      ? null
      : html`<svg viewBox="0 0 256 12" role="img" aria-label="${REACHES[reach]}"><use href="#a-${reach}"/></svg>`;
  const name = label === '' ? null : html`<code>${label}</code>`;
  return html`<li class="g${gapOf(row, before)}"><time>${clock(at)}</time><div class="ln">${name}${arrow}</div><span${bad ? html` class="bad"` : null}>${result}</span></li>`;
}

/** What came of the lives after the one that is drawn. */
function laterLives(run: RunSummary): Markup[] {
  return run.endings.slice(1).map((ending, index) => {
    const isLast = index === run.endings.length - 2;
    const differences = differencesInWords(run.differences);
    const found = `reads back: ${count(run.found)} of ${counted(run.acknowledged, 'item')} as acknowledged`;
    const said = isLast ? `${found}${differences === '' ? '' : `; ${differences}`}` : 'works on';
    const ended = ending === 'exited' || ending === 'killed' ? '' : ` (${ending})`;
    const bad = isLast && run.found < run.acknowledged;
    return html`<li class="life"><b>${ordinal(index + 1)} life${ended}</b><span${bad ? html` class="bad"` : null}>${said}</span></li>`;
  });
}

/**
 * Draws who called whom, and when, up to the end of the process, and what the lives after it found.
 *
 * @param violation - a case
 * @param report - the certification that it is part of
 * @returns the figure; null when nothing is known of the run
 */
export function sequenceOf(violation: Violation, report: CertificationReport): Markup | null {
  const events = report.timelines[violation.run] ?? [];
  const run = report.runs.find(({ name }) => name === violation.run);
  const provider = report.provider.name.replace(/\.[cm]?js$/u, '');
  const rows = timelineRows(events, { provider });
  const start = events.find((event) => event.e === 'start');
  const platform = start?.platform ?? report.environment.platform;
  const end = endingOf(events, { ending: run?.endings[0] ?? null, platform });
  if (rows.length === 0 && end === null) return null;
  const shown = rows.slice(-MOST_ROWS);
  const left = rows.length - shown.length;
  const earlier =
    left === 0 ? null : html`<li class="life"><span>${counted(left, 'earlier call')} not shown</span></li>`;
  return html`<figure class="sq"><figcaption>Calls of the run ${violation.run}, first life. Milliseconds since it began; distances grow with the logarithm of the time between.</figcaption>
<div class="hd" aria-hidden="true"><span>ms</span><div class="ln"><span>client</span><span>subsystem</span><span>${provider}</span></div></div>
<ol>${earlier}${shown.map((row, index) => rowOf(row, shown[index - 1]))}${end === null ? null : html`<li class="kill"><b>${end}</b></li>`}${run === undefined ? null : laterLives(run)}</ol></figure>`;
}

/** The arrows that the rows refer to. */
export const ARROWS: Markup = html`<svg class="defs" aria-hidden="true" width="0" height="0"><defs>
<marker id="h" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0 8 4 0 8z"/></marker>
<g id="a-provider"><path marker-end="url(#h)" d="M1 6H176"/><path marker-end="url(#h)" d="M178 6H255"/></g>
<g id="a-direct"><path marker-end="url(#h)" d="M1 6H255"/></g>
<g id="a-subsystem"><path marker-end="url(#h)" d="M1 6H176"/></g>
<g id="a-onward"><path marker-end="url(#h)" d="M178 6H255"/></g>
<g id="a-answer"><path marker-end="url(#h)" stroke-dasharray="4 3" d="M176 6H1"/></g>
<g id="a-support"><path marker-end="url(#h)" d="M255 6H178"/></g>
</defs></svg>`;
