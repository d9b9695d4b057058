import {
  type PropertyValue,
  PT_BINARY,
  PT_DOUBLE,
  PT_ERROR,
  PT_I8,
  PT_LONG,
  PT_NULL,
  PT_UNICODE,
  propTag,
} from '@mapi-kit/sdk';
import test from 'ava';
import { digestOfAll, digestOfProperties, digestOfText } from '#harness/recording/digest.js';

const number = propTag(0x6810, PT_LONG);
const text = propTag(0x6811, PT_UNICODE);
const digestOf = (value: PropertyValue) => digestOfProperties([{ tag: number, value }]);

test('a digest is eight hexadecimal digits, and the same for the same text', (t) => {
  t.regex(digestOfText(''), /^[\da-f]{8}$/);
  t.is(digestOfText('Grüße 😀'), digestOfText('Grüße 😀'));
});

test('a text differs from one that has a character more, less, or another one', (t) => {
  const texts = [
    '',
    '\0',
    'a',
    'ab',
    'ba',
    'abc',
    'abd',
    'é',
    'e\u0301',
    '😀',
    '😁',
    'a '.repeat(5000),
    'a '.repeat(5001),
  ];
  t.is(new Set(texts.map(digestOfText)).size, texts.length);
});

test('values of different types, signs and lengths differ', (t) => {
  const values: PropertyValue[] = [
    null,
    0,
    1,
    -1,
    0.1,
    2 ** 31,
    true,
    false,
    0n,
    1n,
    -1n,
    '',
    '0',
    '1',
    new Uint8Array(0),
    new Uint8Array(1),
    new Uint8Array(2),
    new Uint8Array([1, 2, 3]),
    new Uint8Array([1, 2, 3, 0]),
    [],
    [1],
    [1, 1],
    [''],
    ['', ''],
    [new Uint8Array(0)],
  ];
  t.is(new Set(values.map(digestOf)).size, values.length);
});

test('one flipped bit anywhere in a large value shows', (t) => {
  const bytes = Uint8Array.from({ length: 1000 }, (_, index) => index);
  const whole = digestOf(bytes);
  for (const at of [0, 1, 499, 997, 998, 999]) {
    const flipped = bytes.slice();
    flipped[at] = (flipped[at] as number) ^ 0x80;
    t.not(digestOf(flipped), whole, `byte ${at}`);
  }
});

test('the order of properties does not matter, their values and tags do', (t) => {
  const a = { tag: number, value: 1 };
  const b = { tag: text, value: 'x' };
  t.is(digestOfProperties([a, b]), digestOfProperties([b, a]));
  t.not(digestOfProperties([a, b]), digestOfProperties([a]));
  t.not(digestOfProperties([a]), digestOfProperties([{ tag: number, value: 2 }]));
  t.not(digestOfProperties([a]), digestOfProperties([{ tag: propTag(0x6812, PT_LONG), value: 1 }]));
});

test('a property that is only there as an error, and an empty column, count as absent', (t) => {
  const a = { tag: number, value: 1 };
  const missing = { tag: propTag(0x6811, PT_ERROR), value: -2147221233 };
  t.is(digestOfProperties([a, missing, { tag: propTag(0, PT_NULL), value: null }]), digestOfProperties([a]));
});

test('parts are digested whatever their order, and how often they occur counts', (t) => {
  t.is(digestOfAll([]), undefined);
  t.is(digestOfAll(['aa', 'bb']), digestOfAll(['bb', 'aa']));
  t.not(digestOfAll(['aa']), digestOfAll(['aa', 'aa']));
});

test('a digest tells a number of one type from that of another by the tag', (t) => {
  const as = (type: number, value: PropertyValue) => digestOfProperties([{ tag: propTag(0x6810, type), value }]);
  t.not(as(PT_LONG, 1), as(PT_DOUBLE, 1));
  t.not(as(PT_I8, 1n), as(PT_BINARY, new Uint8Array([1])));
});
