import { hresult } from '@mapi-kit/sdk';
import test from 'ava';
import type { JournalEvent } from '#harness/recording/events.js';
import { createStyle } from '#harness/report/style.js';
import { renderTimeline } from '#harness/report/timeline.js';
import { BOX_STORE, events, forwarded, outlookLife } from '../support/certification-report.js';

const REFUSED = hresult(0x80040102);

function draw(life: readonly JournalEvent[], ending: string | null, platform = 'linux', width = 120): string[] {
  return renderTimeline(life, { provider: 'box-store', ending, platform, width, style: createStyle(false) });
}

test('Without events nothing is drawn', (t) => {
  t.deepEqual(draw([], 'killed'), []);
});

test('A kill that could not be proven is not called proven', (t) => {
  t.is(draw(outlookLife(), 'unproven').at(-1), '✖ killed 14.910 ms (SIGKILL, not proven)');
});

test('On Windows the kill is TerminateProcess', (t) => {
  t.is(draw(outlookLife(), 'killed', 'win32').at(-1), '✖ killed 14.910 ms (TerminateProcess, proven)');
});

test('A call that did not come back is the last thing that happened', (t) => {
  const life = events(
    ...forwarded(1, 'QueryFastShutdown', 14),
    [15, { e: 'client-call', method: 'DoFastShutdown', session: 0 }],
    [15, { e: 'call', call: 2, provider: BOX_STORE, interface: 'IMAPIProviderShutdown', method: 'DoFastShutdown' }],
  );
  t.deepEqual(draw(life, 'hung'), [
    'client                   subsystem   box-store',
    '│ QueryFastShutdown ────▶│──────────▶│ 14.000 ms  S_OK',
    '│ DoFastShutdown ───────▶│──────────▶│ 15.000     never returned',
    '✖ ended by the watchdog: the call did not come back',
  ]);
});

test('An exception that ended the process is told with the place where it was thrown', (t) => {
  const message = 'Error: too late\n    at listOnTimeout (node:internal/timers:581:17)\n    at tidy (store.js:8:19)';
  const life = events(
    ...forwarded(1, 'DoFastShutdown', 14),
    [15, { e: 'uncaught', message, origin: 'uncaughtException' }],
    [16, { e: 'exit', code: 1, expected: false }],
  );
  t.is(
    draw(life, 'died').at(-2),
    '│                        │           │ 15.000     uncaughtException: Error: too late, at tidy (store.js:8:19)',
  );
});

test('A refusal shows name and code, and an answer of the subsystem alone does not reach the provider', (t) => {
  const life = events(
    [14, { e: 'client-call', method: 'QueryFastShutdown', session: 0 }],
    [14, { e: 'client-return', method: 'QueryFastShutdown', session: 0, hr: REFUSED }],
    [15, { e: 'exit', code: 0, expected: true }],
  );
  t.deepEqual(draw(life, 'exited').slice(1), [
    '│ QueryFastShutdown ────▶│           │ 14.000 ms  MAPI_E_NO_SUPPORT (0x80040102)',
    '○ exit 15.000 ms with code 0',
  ]);
});

test('Where the client is told otherwise than the provider said, both are shown', (t) => {
  const life = events(
    [14, { e: 'client-call', method: 'QueryFastShutdown', session: 0 }],
    [14, { e: 'call', call: 1, provider: BOX_STORE, interface: 'IMAPIProviderShutdown', method: 'QueryFastShutdown' }],
    [14.01, { e: 'return', call: 1, outcome: { kind: 'threw', message: 'boom' } }],
    [14.02, { e: 'client-return', method: 'QueryFastShutdown', session: 0, hr: REFUSED }],
  );
  t.deepEqual(draw(life, null).slice(1), [
    '│ QueryFastShutdown ────▶│──────────▶│ 14.000 ms  threw: boom',
    '│◀───────────────────────│           │ 14.020     the client gets MAPI_E_NO_SUPPORT (0x80040102)',
  ]);
});

test('Each session and each neighbour has a row of its own', (t) => {
  const neighbour = { name: 'mapi-certify refusing-store', kind: 'store', session: 1, instance: 1 } as const;
  const life = events(
    [14, { e: 'client-call', method: 'DoFastShutdown', session: 0 }],
    [14, { e: 'call', call: 1, provider: BOX_STORE, interface: 'IMAPIProviderShutdown', method: 'DoFastShutdown' }],
    [14.01, { e: 'return', call: 1, outcome: { kind: 'returned', hr: 0 } }],
    [15, { e: 'call', call: 2, provider: neighbour, interface: 'IMAPIProviderShutdown', method: 'DoFastShutdown' }],
    [15.5, { e: 'return', call: 2, outcome: { kind: 'promise' } }],
    [16, { e: 'client-return', method: 'DoFastShutdown', session: 0, hr: 0 }],
  );
  t.deepEqual(draw(life, null).slice(1), [
    '│ DoFastShutdown ───────▶│──────────▶│ 14.000 ms  session 1: S_OK',
    '│                        │──────────▶│ 15.000     mapi-certify refusing-store, session 2: returned a promise',
  ]);
});

test('Consecutive saves are one row, and a long timeline keeps its end', (t) => {
  const state = { label: 'm v1', properties: '00000000', folder: 'Inbox' };
  const saved = { e: 'saved', item: 'm', category: 'created', session: 0, phase: 'before-query', state } as const;
  const queries = Array.from({ length: 30 }, (_, index) => forwarded(index, 'QueryFastShutdown', 10 + index)).flat();
  const life = events([1, saved], [2, saved], [3, saved], ...queries, [90, { e: 'kill', after: 'query' }]);
  const short = draw(life.slice(0, 3), null);
  t.deepEqual(short.slice(1), ['│ SaveChanges ───────────┼──────────▶│ 3.000 ms  S_OK "m v1", the last of 3']);
  const long = draw(life, 'killed');
  t.is(long[1], '│ … 7 earlier calls');
  t.is(long.length, 27);
  t.is(long.at(-1), '✖ killed 90.000 ms (SIGKILL, proven)');
});

test('What happens without a call is drawn between the lanes', (t) => {
  const life = events(
    [20, { e: 'written', file: 'data.mdb', change: 'changed', afterNs: 2_100_000 }],
    [21, { e: 'exit', code: 7, expected: false }],
  );
  t.deepEqual(draw(life, 'died').slice(1), [
    '│                        │           │ 20.000 ms  data.mdb changed 2.1 ms after Do',
    '✖ exit 21.000 ms with code 7, which no step asked for',
  ]);
});

test('Interfaces and reference counting, which go without saying, are not drawn', (t) => {
  const shutdown = 'IMAPIProviderShutdown';
  const release = (call: number) =>
    ({ e: 'call', call, provider: BOX_STORE, interface: shutdown, method: 'Release' }) as const;
  const life = events(
    [14, { e: 'client-call', method: 'IMAPIClientShutdown::DoFastShutdown', session: 0 }],
    [14, { e: 'call', call: 1, provider: BOX_STORE, interface: shutdown, method: 'DoFastShutdown' }],
    [14.01, { e: 'return', call: 1, outcome: { kind: 'returned', hr: 0 } }],
    [14.02, release(2)],
    [14.03, { e: 'return', call: 2, outcome: { kind: 'returned', hr: 3 } }],
    [14.04, { e: 'client-return', method: 'IMAPIClientShutdown::DoFastShutdown', session: 0, hr: 0 }],
    [15, release(3)],
  );
  t.deepEqual(draw(life, 'hung').slice(1), [
    '│ DoFastShutdown ───────▶│──────────▶│ 14.000 ms  S_OK',
    '│                        │──────────▶│ 15.000     Release: never returned',
    '✖ ended by the watchdog: the call did not come back',
  ]);
});
