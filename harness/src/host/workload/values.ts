import {
  guidFromBytes,
  isMultiValued,
  MV_FLAG,
  PROP_TYPE,
  type PropertyValue,
  type PropTag,
  PT_APPTIME,
  PT_BINARY,
  PT_BOOLEAN,
  PT_CLSID,
  PT_CURRENCY,
  PT_DOUBLE,
  PT_I2,
  PT_I8,
  PT_LONG,
  PT_R4,
  PT_STRING8,
  PT_SYSTIME,
  PT_UNICODE,
  type SPropValue,
} from '@mapi-kit/sdk';
import type { Random } from './random.js';

/** Texts that careless code breaks: astral characters, right-to-left, combining marks, joined emoji, quotes, nothing. */
const UNICODE_TEXTS: readonly string[] = [
  'Grüße aus Köln',
  'Ωmega και άλφα',
  'пример письма',
  'שלום עולם',
  'مرحبا بالعالم',
  '会議の議事録',
  '한국어 제목',
  'e\u0301te\u0301 \u0041\u030a',
  '𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𐍈 🜚',
  '👩‍👩‍👧‍👦 🏳️‍🌈 😀',
  '"quotes" \\ / ; \u2028 %s {}',
];

/** Of so many lists one has a single value. */
const SINGLE = 5;
const LONGEST_PARAGRAPH = 500;

const WORDS: readonly string[] =
  'budget plan report review draft order invoice meeting travel notes answer minutes'.split(' ');

/** A text of one to five plain words. */
export function plainText(random: Random): string {
  return Array.from({ length: 1 + random.below(5) }, () => random.pick(WORDS)).join(' ');
}

/** A text of several scripts. */
export function unicodeText(random: Random): string {
  return `${random.pick(UNICODE_TEXTS)} ${random.pick(WORDS)} ${random.pick(UNICODE_TEXTS)}`;
}

/** A text of about `length` characters, several scripts among them. */
export function longText(random: Random, length: number): string {
  let text = '';
  while (text.length < Math.min(length, LONGEST_PARAGRAPH))
    text += `${plainText(random)} ${random.pick(UNICODE_TEXTS)}\r\n`;
  // No two texts are the same, however long the part that is repeated.
  return `${text.repeat(Math.ceil(length / text.length))}#${random.word()}`;
}

/**
 * A property with a value that fits its type: extremes among them, values with blanks and zeros at both ends, texts of two
 * lines, and lists of one value, or with one value twice.
 */
export function typedProperty(tag: PropTag, random: Random): SPropValue {
  const type = PROP_TYPE(tag);
  if (!isMultiValued(type)) return { tag, value: oneValue(type, random) };
  if (random.below(SINGLE) > 0) return listProperty(tag, random);
  return { tag, value: [oneValue(type & ~MV_FLAG, random)] as unknown as PropertyValue };
}

/** A property with a list of values whose order matters: backwards it is another one. */
export function listProperty(tag: PropTag, random: Random): SPropValue {
  const type = PROP_TYPE(tag) & ~MV_FLAG;
  const [first, ...others] = Array.from({ length: 2 + random.below(2) }, () => oneValue(type, random));
  let last = others.at(-1);
  while (isSameValue(first, last)) last = oneValue(type, random);
  const values = [first, ...(random.below(3) === 0 ? [first] : []), ...others.slice(0, -1), last];
  return { tag, value: values as unknown as PropertyValue };
}

function isSameValue(one: PropertyValue | undefined, other: PropertyValue | undefined): boolean {
  if (!(one instanceof Uint8Array && other instanceof Uint8Array)) return one === other;
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}

function oneValue(type: number, random: Random): PropertyValue {
  switch (type) {
    case PT_I2:
      return random.pick([-0x8000, 0x7fff, random.below(0x8000)]);
    case PT_LONG:
      return random.pick([-0x80000000, 0x7fffffff, random.word() | 0]);
    case PT_R4:
      return Math.fround(random.word() / 3);
    case PT_DOUBLE:
      return random.pick([Number.MIN_VALUE, -Number.MAX_VALUE, random.word() / 7]);
    case PT_CURRENCY:
    case PT_I8:
      return random.pick([-(2n ** 63n), 2n ** 63n - 1n, BigInt(random.word()) * 1_000_003n]);
    case PT_APPTIME:
      return 40_000 + random.word() / 2 ** 20;
    case PT_BOOLEAN:
      return random.below(2) === 1;
    case PT_STRING8:
      return plainText(random);
    case PT_UNICODE:
      return oneText(random);
    case PT_SYSTIME:
      // Whole milliseconds of the years 2001 to 2014: some stores keep no finer time.
      return random.time((12_622_780_800_000n + BigInt(random.word()) * 97n) * 10_000n);
    case PT_CLSID:
      return guidFromBytes(random.bytes(16));
    case PT_BINARY:
      return random.below(3) === 0 ? betweenZeros(random.bytes(8)) : random.bytes(1 + random.below(64));
    default:
      throw new TypeError(`The workload has no value of the property type 0x${type.toString(16)}`);
  }
}

function oneText(random: Random): string {
  const text = unicodeText(random);
  switch (random.below(6)) {
    case 0:
      return `${text}\n${text}`;
    case 1:
    case 2:
      return `\t ${text}  `;
    default:
      return text;
  }
}

function betweenZeros(bytes: Uint8Array): Uint8Array {
  return Uint8Array.of(0, ...bytes, 0, 0);
}
