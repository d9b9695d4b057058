import { createHash } from 'node:crypto';
import type { CertificationReport } from '../report.js';
import { html, type Markup, verbatim } from './markup.js';
import { SCRIPT } from './script.js';
import { STYLESHEET } from './stylesheet.js';

function digest(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** Nothing is loaded, and nothing runs but our script, whatever a provider's texts say. */
const POLICY = [
  "default-src 'none'",
  `style-src ${digest(STYLESHEET)}`,
  `script-src ${digest(SCRIPT)}`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** A section of a page: its id, its name in the navigation, and what is in it; null: the page has none. */
export type Section = readonly [id: string, name: string, content: Markup | null];

/** What a page consists of. */
export interface PageParts {
  readonly title: string;
  readonly header: Markup;
  /** One of them is called `requirements`. */
  readonly sections: readonly Section[];
  readonly tool: CertificationReport['tool'];
  /** There are so many requirements that a browser is to lay out those alone that are in sight. */
  readonly isMany: boolean;
  /** What drawings refer to; null: there are none. */
  readonly drawings: Markup | null;
}

/**
 * One HTML document that needs nothing but itself.
 *
 * @param parts - what is in it
 * @returns the document
 */
export function wholePage({ title, header, sections, tool, isMany, drawings }: PageParts): string {
  const present = sections.filter(([, , section]) => section !== null);
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${verbatim(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer">
<title>${title}</title><link rel="icon" href="data:,">
<style>${verbatim(STYLESHEET)}</style></head>
<body${isMany ? html` class="many"` : null}><a class="skip" href="#requirements">Skip to the requirements</a>
${header}
<nav aria-label="Sections"><ul>${present.map(([id, name]) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>
<main>${present.map(
    ([, , section]) => html`${section}
`,
  )}</main>
<footer><p>Written by ${tool.name} ${tool.version}. Nothing in this page is loaded from elsewhere.</p></footer>
${drawings}<script>${verbatim(SCRIPT)}</script></body></html>
`;
  return page.text;
}
