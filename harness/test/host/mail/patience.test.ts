import test from 'ava';
import { ProcessPatience } from '#harness/host/mail/patience.js';

test('A process of one run is as patient each time', (t) => {
  const patience = new ProcessPatience();
  const first = patience.for(false);
  patience.wasVain();
  t.deepEqual(patience.for(false), first);
});

test('A process that several runs share is less patient, and even less once it has waited in vain', (t) => {
  const patience = new ProcessPatience();
  const alone = patience.for(false);
  const shared = patience.for(true);
  t.true(shared.longestMs < alone.longestMs && shared.leastMs < alone.leastMs);
  t.deepEqual(patience.for(true), shared);
  patience.wasVain();
  const later = patience.for(true);
  t.true(later.longestMs < shared.longestMs && later.leastMs < shared.leastMs);
});
