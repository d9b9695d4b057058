import { escape as escapeHtml } from 'html-escaper';
import { plain } from '../text.js';

/** A piece of HTML that is safe: nothing but {@link html} makes one. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template; null and an empty list are nothing. */
export type Content = string | number | Markup | null | readonly Content[];

function textOf(value: Content): string {
  if (value === null) return '';
  if (value instanceof Markup) return value.text;
  if (typeof value === 'object') return value.map(textOf).join('');
  return escapeHtml(plain(String(value)));
}

/**
 * HTML from a template: every text that is put in is escaped, so that nobody can forget it.
 *
 * @param strings - the HTML, which is ours
 * @param values - texts, which are anybody's, and pieces of HTML
 * @returns the piece
 */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return new Markup(strings.map((string, index) => string + textOf(values[index] ?? null)).join(''));
}

/** Ours, as it is: the stylesheet and the script, whose digests stand in the page. */
export function verbatim(text: string): Markup {
  return new Markup(text);
}
