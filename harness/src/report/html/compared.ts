import { count } from '../../catalogue/rules/words.js';
import type { ItemCategory } from '../../recording/events.js';
import type { CertificationReport, Compared } from '../report.js';
import { notKeptSentence } from '../totals.js';
import { CATEGORIES } from './differences.js';
import { html, type Markup } from './markup.js';

/** What belongs to items and is compared with them, in words. */
const BELONGINGS: readonly (readonly [keyof Omit<Compared, 'items' | 'types' | 'notKept' | 'leftOut'>, string])[] = [
  ['recipients', 'Recipients'],
  ['attachments', 'Attachments'],
  ['embeddedMessages', 'Embedded messages'],
  ['namedValues', 'Values of named properties'],
  ['deletedValues', 'Deleted properties, which must not be there'],
];

/**
 * What was compared, and how many of each: items, what belongs to them, and values by their property type.
 *
 * @param report - the certification
 * @returns the section; null when nothing was
 */
export function comparedSection({ compared }: CertificationReport): Markup | null {
  const items = Object.entries(CATEGORIES).map(
    ([category, words]) => [words, compared.items[category as ItemCategory] ?? 0] as const,
  );
  const belongings = BELONGINGS.map(([key, words]) => [words, compared[key]] as const);
  const rows = [...items, ...belongings].filter(([, number]) => number > 0);
  if (rows.length === 0) return null;
  return html`<section id="compared" aria-labelledby="compared-h"><h2 id="compared-h">What was compared</h2>
<p class="lead">Of the items that count above, those whose every kill the provider was told of. Of each item its subject, properties, body, recipients, attachments, folder and entry id; of real mail every property, recipient and attachment, part by part. What is not here, nobody has looked at.</p>
<table class="compared"><thead><tr><th scope="col">What</th><th scope="col">Compared</th></tr></thead><tbody>${rows.map(
    ([words, number]) => html`<tr><th scope="row">${words}</th><td>${count(number)}</td></tr>`,
  )}</tbody></table>${typesTable(compared)}${notKept(compared)}</section>`;
}

function notKept(compared: Compared): Markup | null {
  const sentence = notKeptSentence(compared);
  return sentence === null ? null : html`<p>${sentence}</p>`;
}

function typesTable({ types }: Compared): Markup | null {
  const rows = Object.entries(types).map(([name, { values, largestBytes }]) => {
    const largest = largestBytes === 0 ? html`<td class="none">–</td>` : html`<td>${count(largestBytes)}</td>`;
    return html`<tr><th scope="row">${name}</th><td>${count(values)}</td>${largest}</tr>`;
  });
  if (rows.length === 0) return null;
  return html`
<div class="scroll" tabindex="0" role="region" aria-label="Values by property type"><table class="compared types"><thead><tr><th scope="col">Property type</th><th scope="col">Values</th><th scope="col">Largest, in bytes</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}
