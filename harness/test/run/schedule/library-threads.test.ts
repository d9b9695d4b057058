import test from 'ava';
import type { LifeFacts } from '#harness/recording/recording.js';
import { LibraryThreads } from '#harness/run/schedule/library-threads.js';

const subject = (file: string) => ({ modules: [{ url: `file:///x/${file}` }] }) as never;
const life = (facts: Partial<LifeFacts>) => ({ facts: facts as LifeFacts });

test('There are two threads from the first life on in which a thread had to wait, and that is told once', (t) => {
  let told = 0;
  const threads = new LibraryThreads(subject('store.so'), false, () => {
    told += 1;
  });
  t.false(threads.wereMissing([life({}), life({ timedOut: true, nativeCall: 'IMsgStore::GetProps' })]));
  t.false(threads.areTwo);
  t.true(threads.wereMissing([life({}), life({ threadWaited: true })]));
  t.true(threads.areTwo);
  // It had begun before.
  t.true(threads.wereMissing([life({ threadWaited: true })]));
  t.false(threads.wereMissing([life({ twoThreads: true })]));
  t.is(told, 1);
});

test('Two threads that were asked for are there from the beginning, for compiled libraries alone', (t) => {
  t.true(new LibraryThreads(subject('store.so'), true, t.fail).areTwo);
  t.false(new LibraryThreads(subject('store.js'), true, t.fail).areTwo);
  t.false(new LibraryThreads(subject('store.js'), false, t.fail).wereMissing([life({ threadWaited: true })]));
});
