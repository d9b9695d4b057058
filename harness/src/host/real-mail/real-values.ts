import { Buffer } from 'node:buffer';
import {
  PROP_TYPE,
  type PropertyValue,
  type PropTag,
  PT_BINARY,
  PT_BOOLEAN,
  PT_DOUBLE,
  PT_I8,
  PT_LONG,
  PT_MV_BINARY,
  PT_MV_LONG,
  PT_MV_UNICODE,
  PT_STRING8,
  PT_SYSTIME,
  PT_UNICODE,
  propTag,
  type SPropValue,
} from '@mapi-kit/sdk';
import type { Random } from '../workload/random.js';
import { longText, plainText, typedProperty, unicodeText } from '../workload/values.js';

/** Marks RTF that is stored as it is (MS-OXRTFCP 2.1.3.1, COMPTYPE). */
const UNCOMPRESSED = 0x414c454d;

const ANSI_TEXTS: readonly string[] = ['Grüße aus Köln', 'señor', 'Ångström', 'crème brûlée', 'plain'];

/** A property of any type as real mail has it: times to 100 ns, single-byte text beyond ASCII, binaries of 16 to 320 bytes. */
export function realProperty(tag: PropTag, random: Random): SPropValue {
  return { tag, value: realValue(PROP_TYPE(tag), random) };
}

/** A value of a property type. */
export function realValue(type: number, random: Random): PropertyValue {
  if (type === PT_SYSTIME) return random.time((126_227_808_000_000_000n + BigInt(random.word()) * 970_003n) | 1n);
  if (type === PT_STRING8) return `${random.pick(ANSI_TEXTS)} ${random.word()}`;
  if (type === PT_BINARY) return random.bytes(16 + random.below(305));
  // Only the type matters: the id is taken by nobody.
  return typedProperty(((0x6900 << 16) | type) as PropTag, random).value;
}

/** No time at all, as Outlook has it: the first of January 4501. */
const NEVER = 915_151_392_000_000_000n;

/** The first of January 1900. */
const IN_1900 = 94_354_848_000_000_000n;

/** What is rare, and where careless code has a limit: many and long values in one, the ends of time. */
export function extremeProperties(random: Random): readonly SPropValue[] {
  const at = (index: number, type: number): PropTag => propTag(0x6b00 + index, type);
  return [
    { tag: at(0, PT_SYSTIME), value: 0n },
    { tag: at(1, PT_SYSTIME), value: NEVER },
    { tag: at(2, PT_SYSTIME), value: IN_1900 },
    { tag: at(3, PT_MV_UNICODE), value: Array.from({ length: 300 }, (_, index) => `${plainText(random)} ${index}`) },
    { tag: at(4, PT_MV_UNICODE), value: ['', longText(random, 5_000), ''] },
    { tag: at(5, PT_MV_BINARY), value: [random.bytes(5_000), new Uint8Array(0), random.bytes(300)] },
    { tag: at(6, PT_MV_LONG), value: Array.from({ length: 500 }, () => random.word() | 0) },
    { tag: at(7, PT_UNICODE), value: `one line\vtwo lines\f${random.word()}` },
    { tag: at(8, PT_UNICODE), value: longText(random, 32_000) },
    { tag: at(9, PT_BINARY), value: random.bytes(32_768) },
    { tag: at(10, PT_DOUBLE), value: Number.MAX_VALUE },
    { tag: at(11, PT_DOUBLE), value: 0.1 + 0.2 },
    { tag: at(12, PT_I8), value: 2n ** 53n + 1n },
    { tag: at(13, PT_LONG), value: 0 },
    { tag: at(14, PT_BOOLEAN), value: false },
    { tag: at(15, PT_DOUBLE), value: Number.POSITIVE_INFINITY },
  ];
}

/** An HTML body in bytes of UTF-8. */
export function html(random: Random, bytes: number, contentId?: string): Uint8Array {
  const image = contentId === undefined ? '' : `<img src="cid:${contentId}">`;
  const line = `<p>${unicodeText(random).replace(/[<&]/g, ' ')} #${random.word()}</p>\r\n`;
  const text = `<html><head><meta charset="utf-8"></head><body>${image}${line.repeat(Math.ceil(bytes / line.length))}</body></html>`;
  return new Uint8Array(Buffer.from(text, 'utf8'));
}

/** A text as PR_RTF_COMPRESSED has it, in the form that is not compressed. */
export function rtf(text: string): Uint8Array {
  const escaped = [...text]
    .map((c) =>
      /[\\{}]/.test(c)
        ? `\\${c}`
        : c <= '\x7f'
          ? c
          : [...Array(c.length).keys()].map((i) => `\\u${(c.charCodeAt(i) << 16) >> 16}?`).join(''),
    )
    .join('')
    .replace(/\r\n/g, '\\par\r\n');
  const body = Buffer.from(`{\\rtf1\\ansi\\ansicpg1252 ${escaped}}`, 'latin1');
  const bytes = Buffer.alloc(16 + body.length);
  bytes.writeUInt32LE(body.length + 12, 0);
  bytes.writeUInt32LE(body.length, 4);
  bytes.writeUInt32LE(UNCOMPRESSED, 8);
  body.copy(bytes, 16);
  return new Uint8Array(bytes);
}
