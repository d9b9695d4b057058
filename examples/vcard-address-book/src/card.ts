import {
  PR_ADDRTYPE_W,
  PR_BUSINESS_FAX_NUMBER_W,
  PR_BUSINESS_TELEPHONE_NUMBER_W,
  PR_COMMENT_W,
  PR_COMPANY_NAME_W,
  PR_DEPARTMENT_NAME_W,
  PR_DISPLAY_NAME_W,
  PR_EMAIL_ADDRESS_W,
  PR_GIVEN_NAME_W,
  PR_HOME_TELEPHONE_NUMBER_W,
  PR_MOBILE_TELEPHONE_NUMBER_W,
  PR_NICKNAME_W,
  PR_PRIMARY_TELEPHONE_NUMBER_W,
  PR_SURNAME_W,
  PR_TITLE_W,
  type PropTag,
} from '@mapi-kit/sdk';
import ICAL from 'ical.js';

/** A vCard, taken apart. */
export type Card = InstanceType<typeof ICAL.Component>;
type Line = InstanceType<typeof ICAL.Property>;

/** What a card says about a person, by property tag: no text is empty. */
export type Details = ReadonlyMap<PropTag<string>, string>;

/** A line of a card, and the properties that its parts are. */
interface Field {
  readonly name: string;
  readonly tags: readonly PropTag<string>[];
  /** Set on a new line. */
  readonly type?: string;
  /** Whether a line with these types, of several lines of the same name, is the one. */
  readonly fits?: (types: readonly string[]) => boolean;
}

const telephones = [
  ['fax', PR_BUSINESS_FAX_NUMBER_W],
  ['cell', PR_MOBILE_TELEPHONE_NUMBER_W],
  ['home', PR_HOME_TELEPHONE_NUMBER_W],
  ['work', PR_BUSINESS_TELEPHONE_NUMBER_W],
] as const;

const fields: readonly Field[] = [
  { name: 'fn', tags: [PR_DISPLAY_NAME_W] },
  { name: 'n', tags: [PR_SURNAME_W, PR_GIVEN_NAME_W] },
  { name: 'nickname', tags: [PR_NICKNAME_W] },
  { name: 'org', tags: [PR_COMPANY_NAME_W, PR_DEPARTMENT_NAME_W] },
  { name: 'title', tags: [PR_TITLE_W] },
  { name: 'email', tags: [PR_EMAIL_ADDRESS_W] },
  ...telephones.map(
    ([type, tag]): Field => ({ name: 'tel', tags: [tag], type, fits: (types) => telephoneType(types) === type }),
  ),
  { name: 'tel', tags: [PR_PRIMARY_TELEPHONE_NUMBER_W], fits: (types) => telephoneType(types) === undefined },
  { name: 'note', tags: [PR_COMMENT_W] },
];

/** The properties that a person sees in the card; all others are in our own line. */
export const cardTags: ReadonlySet<PropTag<string>> = new Set(fields.flatMap(({ tags }) => tags));

/** These exist as structures in a card, with parts that MAPI does not know. */
const structured: ReadonlySet<string> = new Set(['n', 'org']);

/** A line whose value is one text. */
const plainLine = new RegExp(
  `^(?:[\\w-]+\\.)?(?:${[...new Set(fields.map(({ name }) => name))].filter((name) => !structured.has(name)).join('|')})[;:].*$`,
  'gim',
);

/**
 * Reads a card of version 3.0 or 4.0.
 *
 * @throws Error when the text is not exactly one such card
 */
export function parseCard(text: string): Card {
  const parsed: unknown = ICAL.parse(withoutNeedlessBackslashes(text.replace(/^\uFEFF/, '')));
  const [kind, , more] = parsed as [unknown, unknown, unknown];
  if (kind !== 'vcard') throw new Error('it is no vCard');
  if (Array.isArray(more) && more.length > 0) throw new Error('it holds more than a vCard');
  const card = new ICAL.Component(parsed as never);
  const version = card.getFirstPropertyValue('version');
  if (version !== '3.0' && version !== '4.0') throw new Error(`it is a vCard of version ${version}, not 3.0 or 4.0`);
  return card;
}

/** A semicolon in a text may have a backslash in front of it, which ical.js would take for part of the text. */
function withoutNeedlessBackslashes(text: string): string {
  return text.replaceAll(/\r?\n[ \t]/g, '').replaceAll(plainLine, (line) => line.replaceAll(/\\(.)/gs, unescaped));
}

function unescaped(pair: string, character: string): string {
  return character === ';' ? character : pair;
}

/** What a card says. */
export function detailsOf(card: Card): Details {
  const details = new Map<PropTag<string>, string>();
  for (const field of fields) {
    const line = find(card, field);
    const parts = line === undefined ? [] : partsOf(line);
    for (const [index, tag] of field.tags.entries()) {
      const text = plain(tag, parts[index]);
      if (text !== '') details.set(tag, text);
    }
  }
  return details;
}

/** What a card can say of some properties. Addresses that are no e-mail addresses have no place in it. */
export function detailsIn(properties: readonly { readonly tag: PropTag; readonly value: unknown }[]): Details {
  const values = new Map<number, unknown>(properties.map(({ tag, value }) => [tag, value]));
  const type = values.get(PR_ADDRTYPE_W);
  if (typeof type === 'string' && type.toUpperCase() !== 'SMTP') values.delete(PR_EMAIL_ADDRESS_W);
  const details = new Map<PropTag<string>, string>();
  for (const tag of fields.flatMap(({ tags }) => tags)) {
    const text = plain(tag, values.get(tag));
    if (text !== '') details.set(tag, text);
  }
  return details;
}

/**
 * Makes a card say this and nothing else.
 *
 * Lines that MAPI has no properties for, and those that say the same already, stay as they are, letter by letter.
 *
 * @param before - the card as it is now; undefined for a new one
 * @param dropped - the names of lines that go, in lower case
 * @param more - changes what else has to be changed
 * @throws Error when there was a card and it cannot be read
 */
export function editCard(
  before: string | undefined,
  details: Details,
  dropped: readonly string[],
  more: (card: Card) => void = () => {},
): string {
  const card = parseCard(before ?? 'BEGIN:VCARD\r\nVERSION:4.0\r\nEND:VCARD');
  const lines = [...card.getAllProperties()];
  const texts = linesOf(before ?? '');
  const originals = new Map(lines.map((line, index) => [line, { text: texts[index], json: JSON.stringify(line) }]));
  setDetails(card, details);
  more(card);
  for (const name of dropped) card.removeAllProperties(name);
  const design = card.getFirstPropertyValue('version') === '3.0' ? ICAL.design.vcard3 : ICAL.design.vcard;
  const after = card.getAllProperties().map((line) => {
    const original = texts.length === lines.length ? originals.get(line) : undefined;
    return original?.json === JSON.stringify(line)
      ? original.text
      : ICAL.stringify.property(line.toJSON(), design, false);
  });
  return ['BEGIN:VCARD', ...after, 'END:VCARD', ''].join('\r\n');
}

/** The lines of the text of a card, folded as they are. */
function linesOf(text: string): string[] {
  const lines = text.replace(/^\uFEFF?\s*/, '').split(/\r?\n(?![ \t])/);
  return lines
    .filter((line) => line !== '' && !/^(BEGIN|END):/i.test(line))
    .map((line) => line.replace(/\r?\n/g, '\r\n'));
}

function setDetails(card: Card, details: Details): void {
  for (const field of fields) {
    const texts = field.tags.map((tag) => details.get(tag) ?? '');
    const line = find(card, field);
    if (line === undefined) {
      if (texts.some((text) => text !== '') || field.name === 'fn') addLine(card, field, texts);
      continue;
    }
    const before = partsOf(line);
    if (field.tags.every((tag, index) => plain(tag, before[index]) === texts[index])) continue;
    const parts = [...texts, ...before.slice(texts.length)];
    if (field.name !== 'fn' && field.name !== 'n' && parts.every((part) => part === '')) card.removeProperty(line);
    else setParts(line, parts);
  }
}

function addLine(card: Card, { name, type }: Field, texts: readonly string[]): void {
  const line = new ICAL.Property(name, card);
  if (type !== undefined) line.setParameter('type', type);
  setParts(line, texts);
  card.addProperty(line);
}

/** Finds the line that is meant; of several the one that somebody prefers. */
function find(card: Card, { name, fits }: Field): Line | undefined {
  const lines = card.getAllProperties(name).filter((line) => fits?.(typesOf(line)) ?? true);
  return lines.find((line) => line.getFirstParameter('pref') === '1' || typesOf(line).includes('pref')) ?? lines[0];
}

function typesOf(line: Line): readonly string[] {
  const types: unknown = line.getParameter('type') ?? [];
  return [types].flat().map((type) => String(type).toLowerCase());
}

function telephoneType(types: readonly string[]): string | undefined {
  return telephones.find(([type]) => types.includes(type))?.[0];
}

/** The parts of a line; only names and organisations have several. */
function partsOf(line: Line): string[] {
  const values: unknown[] = structured.has(line.name) ? [line.getFirstValue()].flat() : [line.getValues().join(',')];
  const parts = values.map((value) => [value].flat().join(','));
  return line.name === 'tel' && line.type !== 'text' ? parts.map((part) => part.replace(/^tel:/i, '')) : parts;
}

function setParts(line: Line, parts: readonly string[]): void {
  if (line.name === 'tel') line.resetType('text');
  line.setValue(structured.has(line.name) ? [...parts] : (parts[0] ?? ''));
}

/** Text as a card can have it: notes may have several lines, everything else is one. */
function plain(tag: PropTag<string>, value: unknown): string {
  if (typeof value !== 'string') return '';
  return tag === PR_COMMENT_W ? value.replace(/\r\n?/g, '\n') : value.replace(/\s+/g, ' ').trim();
}
