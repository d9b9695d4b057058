import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';

const NO_BREAK_SPACE = '\u00a0';
/** What reports mostly consist of, and are drawn with: each character takes one column, whatever stands beside it. */
const PLAIN = /^[ -~\u00a0·…\u2500-\u257f▶◀▸✓✖✗]*$/u;

/**
 * Makes a text of foreign origin safe to print: escape sequences are dropped, and line breaks and other control
 * characters become spaces, so that a provider's message can neither paint the terminal nor break the layout. What turns
 * the direction of writing, and what is no character at all, is shown as such. What a CI server would take for one of its
 * commands is taken apart.
 *
 * @param text - a text that a provider or a user chose
 * @returns one line without control characters
 */
export function plain(text: string): string {
  const line = stripVTControlCharacters(text)
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replaceAll(/[\p{Cs}\ufffe\uffff\u202a-\u202e\u2066-\u2069]/gu, '\ufffd')
    .trim();
  return disarm(line);
}

/**
 * GitHub reads `::command::` at the beginning of a line, and `##[command]` anywhere; Azure Pipelines `##vso[command]`. A
 * text may be broken before any of its words.
 */
function disarm(line: string): string {
  return line.replaceAll(/(?<=^|\s)::/gu, ': :').replaceAll(/##(?=\[|vso\[)/giu, '# #');
}

/** Nobody reads more of one text. */
const MOST_CHARACTERS = 2_000;

/**
 * Shortens a text that is longer than anybody reads.
 *
 * @param text - a text that a provider chose
 * @returns the text, or its beginning and how much is left out
 */
export function clip(text: string): string {
  if (text.length <= MOST_CHARACTERS) return text;
  return `${text.slice(0, MOST_CHARACTERS)} … and ${text.length - MOST_CHARACTERS} more characters`;
}

/**
 * Marks a text as one that must stay on one line: an id with its number, a number with its unit.
 *
 * @param text - the text
 * @returns the same text for {@link hang} or {@link wrap}
 */
export function together(text: string): string {
  return text.replaceAll(' ', NO_BREAK_SPACE);
}

/**
 * Breaks a text into lines at spaces. Words longer than a line stay whole.
 *
 * @param text - the text, styled or not
 * @param width - the columns of a line
 * @returns the lines, at least one
 */
export function wrap(text: string, width: number): string[] {
  // A number and its unit stay together.
  const bound = text.replaceAll(/(?<=\d) (?=(?:ms|s|min|%|KiB|MiB)(?![\p{L}\d]))/gu, NO_BREAK_SPACE);
  const most = Math.max(20, width);
  // To look at each word takes hundreds of times as long, and most texts need not be broken.
  const isLine = bound.length <= most && PLAIN.test(bound) && bound === bound.trim();
  return (isLine ? bound : wrapAnsi(bound, most)).replaceAll(NO_BREAK_SPACE, ' ').split('\n');
}

/**
 * Breaks a text into lines whose first one follows a prefix, and whose others are indented as far.
 *
 * @param prefix - what stands before the first line
 * @param text - the text, styled or not
 * @param width - the columns of a whole line
 * @returns the lines, at least one
 */
export function hang(prefix: string, text: string, width: number): string[] {
  const indent = columns(prefix);
  return wrap(text, width - indent).map((line, index) => (index === 0 ? prefix : ' '.repeat(indent)) + line);
}

/**
 * The columns that a text takes on a terminal.
 *
 * @param text - the text, styled or not
 * @returns its width; wide characters count two
 */
export function columns(text: string): number {
  return PLAIN.test(text) ? text.length : stringWidth(text);
}

/**
 * Fills a text with spaces on its right.
 *
 * @param text - the text, styled or not
 * @param width - the columns to fill
 * @returns the text, at least `width` columns wide
 */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columns(text)));
}

/**
 * Puts one text at the left and one at the right end of a line; when they don't fit on one, the left one is broken and
 * the right one stays on the first line.
 *
 * @param left - the text at the left, which hangs below `prefix`
 * @param right - the short text at the right
 * @param width - the columns of a line
 * @param prefix - what stands before the left text
 * @returns the lines
 */
export function spread(left: string, right: string, width: number, prefix = ''): string[] {
  const [first = '', ...rest] = hang(prefix, left, width - columns(right) - 2);
  return [pad(first, width - columns(right)) + right, ...rest];
}
