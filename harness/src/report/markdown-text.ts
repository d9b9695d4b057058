import { plain } from './text.js';

/** What Markdown and GitHub make something of: also addresses, names of emoji, and what a line of a list begins with. */
const SPECIAL = /[\\`*_[\]#~|>]|:(?=\/\/|\w+:)|(?<=\bwww)\.|^[-+]|(?<=^\d+)[.)]/giu;

/**
 * A text of foreign origin within a sentence of Markdown: nothing in it is formatted, linked, or HTML, and nobody is
 * mentioned.
 *
 * @param text - the text
 * @returns one line
 */
export function markdownText(text: string): string {
  return (
    plain(text)
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll(SPECIAL, String.raw`\$&`)
      // A word joiner, which nobody sees, parts a name from its sign, and a number from that of an issue.
      .replaceAll(/@(?=\w)/gu, '@\u2060')
      .replaceAll(/\\#(?=\d)/gu, '\\#\u2060')
  );
}

/**
 * A text of foreign origin as a span of code, in which nothing means anything.
 *
 * @param text - the text
 * @returns one line, between as many backticks as it takes
 */
export function markdownCode(text: string): string {
  const line = plain(text);
  const fence = '`'.repeat(longestOf(line, /`+/gu) + 1);
  // Spaces next to the fences are taken away, where both sides have one.
  const isBare = line !== '' && !/^[ `]|[ `]$/u.test(line);
  return isBare ? fence + line + fence : `${fence} ${line} ${fence}`;
}

/**
 * Lines of foreign origin as a block of code, in which nothing means anything.
 *
 * @param lines - the lines, without line breaks
 * @param language - what the block is shown as
 * @returns the lines of the block, with their fences
 */
export function markdownBlock(lines: readonly string[], language = 'text'): string[] {
  const fence = '`'.repeat(Math.max(3, ...lines.map((line) => longestOf(line, /`+/gu) + 1)));
  return [fence + language, ...lines, fence];
}

function longestOf(text: string, pattern: RegExp): number {
  return Math.max(0, ...[...text.matchAll(pattern)].map(([match]) => match.length));
}
