import { exitInWords } from '../../recording/exit-words.js';
import type { RecordedLife } from '../../recording/recorded-run.js';
import type { Step } from '../../scenarios/step-kinds.js';
import { clock } from '../numbers.js';
import type { Style } from '../style.js';
import { hang, plain } from '../text.js';
import { endingOf } from '../timeline.js';
import { type Reach, STEP, type TimelineRow, timelineRows } from '../timeline-rows.js';
import { happeningsOf } from './happenings.js';
import { type Shortening, shorten } from './shorten.js';

/** How a run is laid out. */
export interface ShowLayout {
  /** The columns of a line. */
  readonly width: number;
  readonly style: Style;
  /** Nothing is left out. */
  readonly all: boolean;
}

/** A timeline that is longer is shortened in its middle: what a life begins with is much the same each time. */
const ROWS: Shortening<TimelineRow> = { first: 24, last: 36, matters: ({ bad, label }) => bad || label === STEP };

/** Client, subsystem and provider, in the columns 1, 3 and 5. */
const LANES: Readonly<Record<Reach, string>> = {
  provider: '├▶├▶│',
  direct: '├─┼▶│',
  subsystem: '├▶│ │',
  onward: '│ ├▶│',
  answer: '│◀┤ │',
  support: '│ │◀┤',
  none: '│ │ │',
};

/**
 * Says what a list leaves out.
 *
 * @param leftOut - how many
 */
export function leftOutInWords(leftOut: number): string {
  return `… ${leftOut} ${leftOut === 1 ? 'entry is' : 'entries are'} left out; --all shows all`;
}

/**
 * Draws a life: each step, call and save, and whatever else happened, with its time, and how the life ended.
 *
 * @param life - the life
 * @param steps - its script
 * @param provider - the name of the provider under test, as the subsystem has it
 * @param layout - how it is laid out
 * @returns the lines
 */
export function lifeLines(
  life: RecordedLife,
  steps: readonly Step[],
  provider: string,
  layout: ShowLayout,
): readonly string[] {
  const { width, style, all } = layout;
  const rows = timelineRows(life.events, { provider, happening: happeningsOf(steps) });
  const figures = Math.max(...rows.map(({ at }) => clock(at).length), 4);
  const before = ' '.repeat(figures + 2);
  const lines = [
    `${'ms'.padStart(figures)}  ${style.dim('┌ client')}`,
    `${before}${style.dim('│ ┌ subsystem')}`,
    `${before}${style.dim('│ │ ┌')} ${style.dim(plain(provider))}`,
  ];
  for (const stretch of shorten(rows, all ? null : ROWS)) {
    if ('leftOut' in stretch) lines.push(...hang(before, style.dim(leftOutInWords(stretch.leftOut)), width));
    else lines.push(...stretch.shown.flatMap((row) => rowLines(row, figures, layout)));
  }
  const { ending, endingReason, facts } = life.observed;
  const drawn = endingOf(life.events, { ending, platform: facts.platform });
  const end = drawn ?? (ending === 'killed' ? '✖ killed at a moment that was planned (proven)' : `✖ ${ending}`);
  lines.push(...hang(before, style.bold(end), width));
  for (const text of [...proofOf(life), ...(endingReason === null ? [] : [endingReason])]) {
    lines.push(...hang(`${before}  `, plain(text), width));
  }
  return lines;
}

function rowLines({ reach, label, at, result, bad }: TimelineRow, figures: number, layout: ShowLayout): string[] {
  const { width, style } = layout;
  const prefix = `${clock(at).padStart(figures)}  ${style.dim(LANES[reach])}  `;
  if (label === STEP) return hang(prefix, style.bold(`▸ ${result}`), width);
  const said = bad ? style.red(result) : result;
  return hang(prefix, label === '' ? said : `${label}: ${said}`, width);
}

/** What the parent saw of the end of the process; of a kill, what it is proven by. */
function proofOf({ observed: { facts, ending }, events }: RecordedLife): readonly string[] {
  const { pid, gone, timedOut, outOfMemory, forced, livedTogether, memoryError, twoThreads, spawnError } = facts;
  if (spawnError !== null) return [];
  const process = pid === null ? 'the process' : `process ${pid}`;
  const seen = [`the parent saw ${exitInWords(facts)}`, `${process} ${gone ? 'is gone' : 'was still there'}`];
  if (ending === 'killed') {
    const isTold = events.some(({ e }) => e === 'kill');
    seen.push(isTold ? 'nothing follows the kill in the journal' : 'no step called for it: the plan of the life did');
    seen.push('no exit handler ran');
  }
  if (timedOut) seen.push("the watchdog's time was up");
  if (outOfMemory === true) seen.push('it took more memory than it may');
  if (forced && !timedOut && outOfMemory !== true) seen.push('it was ended from outside');
  if (memoryError !== undefined) seen.push(`AddressSanitizer found ${memoryError}`);
  if (twoThreads === true) seen.push('the library was called on a thread of its own');
  if (livedTogether !== undefined && livedTogether > 1)
    seen.push(`it lived ${livedTogether} lives, one after the other`);
  return [seen.join('; ')];
}
