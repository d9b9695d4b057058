import test from 'ava';
import { Stillness } from '#harness/host/mail/stillness.js';

test('Nothing moves for as long as the pauses take, and from the last movement on', (t) => {
  const still = new Stillness();
  still.passed(10, 11);
  still.passed(20, 21);
  t.is(still.ms, 32);
  still.moved();
  t.is(still.ms, 0);
  still.passed(10, 10);
  t.is(still.ms, 10);
});

test('On a busy machine a pause counts as it was meant', (t) => {
  const still = new Stillness();
  for (let i = 0; i < 100; i += 1) still.passed(10, 500);
  t.true(still.ms <= 1_500);
  t.is(still.tookMs, 50_000);
});
