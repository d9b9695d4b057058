import test from 'ava';
import fc from 'fast-check';
import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';
import { columns, hang, plain, spread, wrap } from '#harness/report/text.js';

test('Wrapped lines keep a number and its unit together', (t) => {
  t.deepEqual(wrap('it was 12.481 ms after that and it took 42 % of it', 20), [
    'it was 12.481 ms',
    'after that and it',
    'took 42 % of it',
  ]);
});

test('A long word stays whole, so that it can be copied', (t) => {
  const id = 'x'.repeat(50);
  t.deepEqual(wrap(`the file ${id} is`, 20), ['the file', id, 'is']);
});

test('The lines of a hanging text are indented by its prefix', (t) => {
  t.deepEqual(hang('seen      ', 'one two three four five six', 30), [
    'seen      one two three four',
    '          five six',
  ]);
});

test('A wide character takes two columns', (t) => {
  t.is(columns('日本'), 4);
  t.deepEqual(spread('日本', 'MUST', 20), ['日本            MUST']);
});

/** What reports are drawn with, wide characters, marks that change the one before, and what is no text. */
const PIECES = [
  ...'ab 1#·…─│├┼▶◀▸✓✖✗⚠❔日ﾞ',
  ' ',
  ' ',
  '\u00a0',
  '\ufe0f',
  '\u0301',
  '\u20e3',
  '\n',
  '\u001b[1m',
  '\u001b[22m',
];
const texts = fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join(''));

test('A text takes as many columns as a terminal gives it, and is broken where it has to be, whatever it consists of', (t) => {
  fc.assert(
    fc.property(texts, fc.integer({ min: 20, max: 60 }), (text, width) => {
      t.is(columns(text), stringWidth(text));
      t.deepEqual(wrap(text, width), wrapAnsi(text, width).replaceAll('\u00a0', ' ').split('\n'));
    }),
    { seed: 7, numRuns: 500 },
  );
});

test('Control characters of foreign texts become spaces', (t) => {
  t.is(plain('a\r\nb\tc\u0000d\u2028e'), 'a b c d e');
  t.is(plain('\u001b[2Jcleared\u001b]0;title\u0007'), 'cleared');
});
