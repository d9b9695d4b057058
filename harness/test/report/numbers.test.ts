import test from 'ava';
import { clock, duration } from '#harness/report/numbers.js';

test('Durations have the unit and precision that people read', (t) => {
  const given = [0, 0.04, 0.4, 9.94, 9.96, 11.4, 999.4, 999.6, 9_800, 99_960, 125_000];
  t.deepEqual(given.map(duration), [
    '0.00 ms',
    '0.04 ms',
    '0.4 ms',
    '9.9 ms',
    '10 ms',
    '11 ms',
    '999 ms',
    '1.0 s',
    '9.8 s',
    '1 min 40 s',
    '2 min 5 s',
  ]);
});

test('Points of time are milliseconds with three decimals', (t) => {
  t.is(clock(12_481_000), '12.481');
});
