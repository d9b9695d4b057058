import type { JournalEvent } from '../recording/events.js';
import { clock } from './numbers.js';
import type { Style } from './style.js';
import { columns, hang, pad, plain } from './text.js';
import { type TimelineRow, timelineRows } from './timeline-rows.js';

/** What a timeline is drawn with. */
export interface TimelineOptions {
  /** The name of the provider under test, the third lane. */
  readonly provider: string;
  /** How the life ended, in the words of the run; null: not known. */
  readonly ending: string | null;
  /** `win32` has no signals. */
  readonly platform: string;
  readonly width: number;
  readonly style: Style;
}

const MOST_ROWS = 24;
const PROVIDER_LANE = 12;

/** The lanes of a row: the part between client and subsystem, and the one between subsystem and provider. */
function lanes(row: TimelineRow, client: number): string {
  const left = (text: string): string => ` ${text} `.padEnd(client - 1, '─');
  const rest = PROVIDER_LANE - 1;
  switch (row.reach) {
    case 'provider':
      return `│${left(row.label)}▶│${'─'.repeat(rest - 1)}▶│`;
    case 'direct':
      return `│${left(row.label)}─┼${'─'.repeat(rest - 1)}▶│`;
    case 'subsystem':
      return `│${left(row.label)}▶│${' '.repeat(rest)}│`;
    case 'onward':
      return `│${' '.repeat(client)}│${'─'.repeat(rest - 1)}▶│`;
    case 'answer':
      return `│◀${'─'.repeat(client - 1)}│${' '.repeat(rest)}│`;
    case 'support':
      return `│${' '.repeat(client)}│◀${'─'.repeat(rest - 1)}│`;
    case 'none':
      return `│${' '.repeat(client)}│${' '.repeat(rest)}│`;
  }
}

/**
 * How a life ended, in one line.
 *
 * @param events - the events of the life
 * @param options - what the run says of it
 * @returns for example `✖ killed 14.910 ms (SIGKILL, proven)`; null when it is not known
 */
export function endingOf(
  events: readonly JournalEvent[],
  options: Pick<TimelineOptions, 'ending' | 'platform'>,
): string | null {
  const proven = options.ending === 'killed';
  const how = options.platform === 'win32' ? 'TerminateProcess' : 'SIGKILL';
  const last = events.findLast((event) => event.e === 'kill' || event.e === 'exit');
  if (last?.e === 'kill') {
    const survived = events.some((event) => event.e === 'survived-kill');
    if (survived) return `✖ kill at ${clock(last.t)} ms, which the process survived`;
    return `✖ killed ${clock(last.t)} ms (${how}, ${proven ? 'proven' : 'not proven'})`;
  }
  if (options.ending === 'hung') return '✖ ended by the watchdog: the call did not come back';
  if (last?.e === 'exit') {
    const mark = last.expected ? '○' : '✖';
    const by = last.expected ? '' : ', which no step asked for';
    return `${mark} exit ${clock(last.t)} ms with code ${last.code}${by}`;
  }
  return options.ending === 'died' ? '✖ the process died' : null;
}

/**
 * Draws who called whom, and when: client, subsystem, provider, and the end of the process.
 *
 * @param events - the events of one life, in their order
 * @param options - names, ending and layout
 * @returns the lines; none when there is nothing to draw
 */
export function renderTimeline(events: readonly JournalEvent[], options: TimelineOptions): string[] {
  const { style, width } = options;
  const rows = timelineRows(events, { provider: options.provider });
  const end = endingOf(events, options);
  if (rows.length === 0 && end === null) return [];
  const shown = rows.slice(-MOST_ROWS);
  const client = Math.max(...shown.map((row) => row.label.length + 3), 24);
  const figures = Math.max(...shown.map((row) => clock(row.at).length), 0);

  const head = `${pad('client', client + 1)}${pad('subsystem', PROVIDER_LANE)}${plain(options.provider)}`;
  const lines = [style.dim(head)];
  if (shown.length < rows.length) lines.push(style.dim(`│ … ${rows.length - shown.length} earlier calls`));
  shown.forEach((row, index) => {
    const time = `${clock(row.at).padStart(figures)}${index === 0 ? ' ms' : '   '}`;
    const result = row.bad ? style.red(row.result) : row.result;
    lines.push(...hang(`${lanes(row, client)} ${time}  `, result, Math.max(width, client + PROVIDER_LANE + 40)));
  });
  if (end !== null) lines.push(end.startsWith('✖') ? style.bold(end) : end);
  return lines.map((line) => (columns(line) === 0 ? '' : line));
}
