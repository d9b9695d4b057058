import test from 'ava';
import sinon from 'sinon';
import { Stop } from '#harness/run/stop.js';

test.serial('When the time limit is over every process ends', (t) => {
  const clock = sinon.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  t.teardown(() => clock.restore());
  const stop = new Stop(undefined, 60_000);
  clock.tick(59_999);
  t.false(stop.signal.aborted);
  t.is(stop.by, null);
  clock.tick(1);
  t.true(stop.signal.aborted);
  t.is(stop.by, 'time-limit');
});

test.serial('A time limit that nobody waits for any more stops nothing', (t) => {
  const clock = sinon.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  t.teardown(() => clock.restore());
  const stop = new Stop(undefined, 60_000);
  stop.dispose();
  clock.tick(60_000);
  t.is(stop.by, null);
  t.is(clock.countTimers(), 0);
});

test('The caller ends it, also before it begins', (t) => {
  const caller = new AbortController();
  const stop = new Stop(caller.signal, null);
  t.false(stop.signal.aborted);
  caller.abort();
  t.true(stop.signal.aborted);
  t.is(stop.by, 'interruption');
  t.is(new Stop(caller.signal, null).by, 'interruption');
});

test('A failure that is enough ends no process', (t) => {
  const stop = new Stop(undefined, null);
  stop.bail();
  t.is(stop.by, 'bail');
  t.false(stop.signal.aborted);
});

test('Who interrupts what still goes on after a failure has the last word', (t) => {
  const caller = new AbortController();
  const stop = new Stop(caller.signal, null);
  stop.bail();
  caller.abort();
  stop.bail();
  t.is(stop.by, 'interruption');
});
