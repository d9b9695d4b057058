import { counted } from '../../catalogue/rules/words.js';
import { type DataChange, dataChanges } from '../../recording/data-listing.js';
import type { DataEntry } from '../../recording/layout.js';
import type { FarSideEvent } from '../../recording/mail.js';
import type { RecordedLife } from '../../recording/recorded-run.js';
import { clip, hang, plain } from '../text.js';
import { exactBytes } from './happenings.js';
import { leftOutInWords, type ShowLayout } from './life-lines.js';
import { shorten } from './shorten.js';

/** Of each list that belongs to a life. */
const LONGEST_LIST = { first: 20, last: 20 };
const DIGITS_OF_DIGEST = 16;

/** A heading and what stands below it; nothing where that is nothing. */
function section(title: string, texts: readonly string[], layout: ShowLayout, prefix = '    '): readonly string[] {
  const { width, style, all } = layout;
  if (texts.length === 0) return [];
  const lines = [...hang('  ', style.bold(title), width)];
  for (const stretch of shorten(texts, all ? null : LONGEST_LIST)) {
    if ('leftOut' in stretch) lines.push(...hang('    ', style.dim(leftOutInWords(stretch.leftOut)), width));
    else lines.push(...stretch.shown.flatMap((text) => hang(prefix, text, width)));
  }
  return lines;
}

/** Nobody reads more of one line. */
const LONGEST_LINE = 300;

function cut(line: string, { all }: ShowLayout): string {
  if (all || line.length <= LONGEST_LINE) return line;
  return `${line.slice(0, LONGEST_LINE)} … ${line.length - LONGEST_LINE} more characters; --all shows all`;
}

/**
 * What the process of a life printed.
 *
 * @param life - the life
 * @param layout - how it is laid out
 */
export function outputLines(life: RecordedLife, layout: ShowLayout): readonly string[] {
  const { facts } = life.observed;
  const printed = (stream: 'stdout' | 'stderr'): readonly string[] => {
    // Earlier evidence has the end alone, in the facts.
    const text =
      life[stream] === '' ? ((stream === 'stdout' ? facts.stdoutTail : facts.stderrTail) ?? '') : life[stream];
    const lines = text.replace(/\r?\n$/u, '').split(/\r?\n/u);
    const bytes = stream === 'stdout' ? facts.stdoutBytes : facts.stderrBytes;
    const texts = text === '' ? [] : lines.map((line) => cut(plain(line), layout));
    return section(`printed to ${stream} (${exactBytes(bytes)})`, texts, layout, '    │ ');
  };
  return [...printed('stdout'), ...printed('stderr')];
}

/**
 * What the far side saw in a life. It keeps no times.
 *
 * @param events - of the run
 * @param life - 0-based
 * @param isLast - it is the last life of the run, after which the far side was asked what it still has
 * @param layout - how it is laid out
 */
export function farSideLines(
  events: readonly FarSideEvent[],
  life: number,
  isLast: boolean,
  layout: ShowLayout,
): readonly string[] {
  const own = events.filter((event) => (event.e === 'waiting' ? isLast : event.life === life));
  return section(
    'the far side, in this order',
    own.map((event) => clip(plain(farSideInWords(event)))),
    layout,
  );
}

function farSideInWords(event: FarSideEvent): string {
  switch (event.e) {
    case 'mode':
      return `it is ${event.mode} from here on`;
    case 'cut':
      return 'cuts the connection while a message comes';
    case 'offered':
      return `has inbound message "${event.state.label}" to be fetched`;
    case 'delivered':
      return `has taken over message "${event.state.label}"${event.item === null ? ", none of the client's" : ''}`;
    case 'refused':
      return `has refused ${event.recipient}, and takes the message for the others`;
    case 'postponed':
      return `does not take ${event.recipient} for now, and takes the message for the others`;
    case 'answered':
      return `its answer that ${event.item} was accepted has been read`;
    case 'waiting':
      return event.items.length === 0
        ? 'nothing waits there in the end'
        : `in the end ${counted(event.items.length, 'message')} still ${event.items.length === 1 ? 'waits' : 'wait'} there: ${event.items.join(', ')}`;
  }
}

/**
 * What a life has changed in the data directories.
 *
 * @param before - what was there before; null: nobody knows
 * @param life - the life
 * @param layout - how it is laid out
 */
export function dataLines(
  before: readonly DataEntry[] | null,
  { data }: RecordedLife,
  layout: ShowLayout,
): readonly string[] {
  if (data === null) return section('data directory', ['nobody has listed it'], layout);
  if (before === null)
    return section(
      'data directory',
      data.map((entry) => `  ${entryInWords(entry)}`),
      layout,
    );
  const { changed, unchanged } = dataChanges(before, data);
  const total = (entries: readonly DataEntry[]): string => {
    const bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0);
    return `${counted(entries.length, 'file')}, ${exactBytes(bytes)}`;
  };
  const same = unchanged === 0 ? [] : [`= ${counted(unchanged, 'file')} as before`];
  const title = `data directory: before ${total(before)}; after ${total(data)}`;
  const texts = [...changed.map((change) => changeInWords(change)), ...same];
  return section(title, texts.length === 0 ? ['nothing is there'] : texts, layout);
}

function changeInWords({ name, before, after }: DataChange): string {
  if (after === null) return `- ${plain(name)}`;
  if (before === null) return `+ ${entryInWords(after)}`;
  const bytes = before.bytes === after.bytes ? '' : `, before ${exactBytes(before.bytes)}`;
  return `~ ${entryInWords(after)}${bytes}, before ${digestInWords(before)}`;
}

function entryInWords(entry: DataEntry): string {
  return `${plain(entry.name)}  ${exactBytes(entry.bytes)}, ${digestInWords(entry)}`;
}

function digestInWords({ sha256, kind, why }: DataEntry): string {
  if (kind !== undefined) return plain(kind);
  return sha256 === null
    ? `which could not be read (${plain(why ?? 'unknown')})`
    : `sha256 ${plain(sha256).slice(0, DIGITS_OF_DIGEST)}…`;
}
