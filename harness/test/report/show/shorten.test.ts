import test from 'ava';
import { type Shortening, type Stretch, shorten } from '#harness/report/show/shorten.js';

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);
const ends: Shortening<number> = { first: 2, last: 3 };

/** Numbers that are shown, and in brackets how many are left out. */
function inWords(stretches: readonly Stretch<number>[]): string {
  return stretches.map((each) => ('leftOut' in each ? `(${each.leftOut})` : each.shown.join(' '))).join(' ');
}

test('Nothing is left out of a list that is no longer than what is shown, or by one', (t) => {
  t.is(inWords(shorten(numbers(0), ends)), '');
  t.is(inWords(shorten(numbers(6), ends)), '0 1 2 3 4 5');
});

test('The middle of a longer one is left out, and counted', (t) => {
  t.is(inWords(shorten(numbers(10), ends)), '0 1 (5) 7 8 9');
});

test('Nothing is left out where all is wanted', (t) => {
  t.deepEqual(shorten(numbers(1_000), null), [{ shown: numbers(1_000) }]);
});

test('What matters is shown where it stands, as far as there are few', (t) => {
  t.is(inWords(shorten(numbers(12), { ...ends, matters: (each) => each === 5 })), '0 1 (3) 5 (3) 9 10 11');
  const shown = shorten(numbers(1_000), { ...ends, matters: () => true });
  t.is(inWords(shown), `${numbers(14).join(' ')} (983) 997 998 999`);
});
