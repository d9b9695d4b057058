import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';

const NO_BREAK_SPACE = '\u00a0';

/**
 * Makes a text of foreign origin safe to print: escape sequences are dropped, and line breaks and other control
 * characters become spaces, so that a provider's message can neither paint the terminal nor break the layout.
 *
 * @param text - A text that a provider or a user chose.
 * @returns One line without control characters.
 */
export function plain(text: string): string {
  return stripVTControlCharacters(text)
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim();
}

/**
 * Marks a text as one that must stay on one line: an id with its number, a number with its unit.
 *
 * @param text - The text.
 * @returns The same text for {@link hang} or {@link wrap}.
 */
export function together(text: string): string {
  return text.replaceAll(' ', NO_BREAK_SPACE);
}

/**
 * Breaks a text into lines at spaces. Words longer than a line stay whole.
 *
 * @param text - The text, styled or not.
 * @param width - The columns of a line.
 * @returns The lines, at least one.
 */
export function wrap(text: string, width: number): string[] {
  // a number and its unit stay together
  const bound = text.replaceAll(/(?<=\d) (?=(?:ms|s|min|%|KiB|MiB)(?![\p{L}\d]))/gu, NO_BREAK_SPACE);
  return wrapAnsi(bound, Math.max(20, width)).replaceAll(NO_BREAK_SPACE, ' ').split('\n');
}

/**
 * Breaks a text into lines whose first one follows a prefix, and whose others are indented as far.
 *
 * @param prefix - What stands before the first line.
 * @param text - The text, styled or not.
 * @param width - The columns of a whole line.
 * @returns The lines, at least one.
 */
export function hang(prefix: string, text: string, width: number): string[] {
  const indent = columns(prefix);
  return wrap(text, width - indent).map((line, index) => (index === 0 ? prefix : ' '.repeat(indent)) + line);
}

/**
 * The columns that a text takes on a terminal.
 *
 * @param text - The text, styled or not.
 * @returns Its width; wide characters count two.
 */
export function columns(text: string): number {
  return stringWidth(text);
}

/**
 * Fills a text with spaces on its right.
 *
 * @param text - The text, styled or not.
 * @param width - The columns to fill.
 * @returns The text, at least `width` columns wide.
 */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columns(text)));
}

/**
 * Puts one text at the left and one at the right end of a line; when they don't fit on one, the left one is broken and
 * the right one stays on the first line.
 *
 * @param left - The text at the left, which hangs below `prefix`.
 * @param right - The short text at the right.
 * @param width - The columns of a line.
 * @param prefix - What stands before the left text.
 * @returns The lines.
 */
export function spread(left: string, right: string, width: number, prefix = ''): string[] {
  const [first = '', ...rest] = hang(prefix, left, width - columns(right) - 2);
  return [pad(first, width - columns(right)) + right, ...rest];
}
