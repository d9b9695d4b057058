import test from 'ava';
import { measuredCount, measuredExponent, measuredInWords, measuredMs } from '#harness/catalogue/rules/measured.js';

test('a figure is said with its name, and with what it is a part of or must not pass', (t) => {
  t.is(
    measuredInWords([
      measuredCount('kills at work', 1_005, 1_200),
      measuredMs('slowest', 12.34567, 5_000),
      measuredExponent('exponent of growth', 0.5),
      measuredCount('calls', 212),
    ]),
    'kills at work: 1,005 of 1,200 · slowest: 12 ms of 5,000 ms · exponent of growth: 0.50 · calls: 212',
  );
  t.is(measuredInWords([]), '');
});

test('a figure has no more digits than were measured', (t) => {
  t.is(measuredMs('slowest', 12.34567).value, 12.346);
  t.is(measuredExponent('exponent of growth', 0.7449).value, 0.74);
});
