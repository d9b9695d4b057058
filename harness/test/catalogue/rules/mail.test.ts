import test from 'ava';
import { findRequirement } from '#harness/catalogue/catalogue.js';
import { judgeAll } from '#harness/catalogue/judge.js';
import type { Evidence, Finding } from '#harness/catalogue/requirement.js';
import type { FarSideEvent } from '#harness/recording/mail.js';
import type { Observation } from '#harness/recording/observation.js';
import type { ProviderKind } from '#harness/scenarios/scenario.js';
import { settings } from '../../support/judging.js';
import { LifeScript, observed, state } from '../../support/recordings.js';

const ok = { kind: 'returned', hr: 0 } as const;

/** What happens to the one message out and the one message in of a run. */
interface Course {
  /** By their Message-IDs; null: it has none, undefined: nobody knows. */
  readonly arrives?: readonly (string | null | undefined)[];
  readonly received?: boolean;
  /** A report in the inbox says that the one out could not be sent. */
  readonly isReturned?: boolean;
  /** It has a recipient whom the far side refuses, of whom a report tells. */
  readonly isRefused?: boolean;
  readonly waiting?: boolean;
  /** All was quiet before the client left, where it waits for that. */
  readonly isAtRest?: boolean;
  readonly mode?: string | null;
  readonly doMs?: number;
  readonly hangs?: boolean;
  readonly isTold?: boolean;
  /** A kill without a word was planned. */
  readonly isPlanned?: boolean;
}

function delivered(messageId: string | null | undefined): FarSideEvent {
  const id = messageId === undefined ? {} : { messageId };
  return { e: 'delivered', life: 1, item: 'o1', ...id, state: state('o1 v1', { folder: '' }) };
}

function run(scenario: string, course: Course = {}): Observation {
  const { arrives = ['<1@x>'], received = true, waiting = false, mode = null, doMs = 1, isTold = true } = course;
  const { isPlanned = !isTold } = course;
  const { isReturned = false, isRefused = false } = course;
  const [item, at, refused] = ['o1', state('o1 v1', { folder: '' }), 'o1.nobody@example.org'];
  const sent = { e: 'saved', item, category: 'outbound', session: 0, phase: 'before-query', state: at } as const;
  const first = new LifeScript().step('work').write({ ...sent, ...(isRefused ? { refused: [refused] } : {}) });
  // Its script has two lives, the first of which reads back.
  const isReal = scenario === 'sent-mail';
  if (isReal) first.step('read-back').readBack(0);
  if (isReal && course.isAtRest !== false) first.write({ e: 'settled', session: 0, deliveries: 1 });
  if (isTold) shutDown(first, course.hangs === true ? null : ok, doMs);
  if (course.hangs === true)
    first.ended({ signal: 'SIGKILL', exitCode: null, timedOut: true, forced: true, wallMs: 11_000 });
  else first.killed({ killPlanned: isPlanned });
  const second = new LifeScript().step('read-back');
  if (received) second.found('i1', state('i1 v1', { folder: '' }));
  if (isReturned || isRefused) second.write({ e: 'returned', item, session: 0, addresses: [refused] });
  second.readBack(0).exited();
  const farSide: FarSideEvent[] = [
    ...(mode === null ? [] : [{ e: 'mode', life: 0, mode } as const]),
    { e: 'offered', life: 0, item: 'i1', state: state('i1 v1', { folder: '' }) },
    ...arrives.map(delivered),
    { e: 'waiting', items: waiting ? ['i1'] : [] },
  ];
  const between = isReal ? [shutDown(new LifeScript().step('work'), ok, 1).killed()] : [];
  return observed([first, ...between, second], { scenario, farSide });
}

function shutDown(life: LifeScript, outcome: typeof ok | null, doMs: number): LifeScript {
  life.call('NotifyProcessShutdown', ok, 1);
  life.write({ e: 'client-call', method: 'IMAPIClientShutdown::DoFastShutdown', session: 0 });
  life.call('DoFastShutdown', outcome, doMs);
  if (outcome !== null) {
    life.write({ e: 'client-return', method: 'IMAPIClientShutdown::DoFastShutdown', session: 0, hr: 0 });
  }
  return life;
}

const FETCHES = ['killed-in-start-message', 'killed-in-second-start-message'];
const DELIVERIES = ['outlook-exit', 'immediate-exit', 'slow-server', 'cutting-server', 'sent-mail'];
const SERVERS = { 'silent-server': 'silent', 'refusing-server': 'refusing', 'unreachable-server': 'unreachable' };

function evidence(change: (scenario: string) => Course = () => ({}), kinds: readonly ProviderKind[] = ['transport']) {
  const runs = DELIVERIES.map((name) => run(name, change(name)));
  const fetched = FETCHES.map((name) => run(name, { isTold: false, ...change(name) }));
  const servers = Object.entries(SERVERS).map(([name, mode]) => run(name, { mode, ...change(name) }));
  const result: Evidence = { settings: settings('in', { kinds }), observations: [...runs, ...fetched, ...servers] };
  return result;
}

/** The deliveries of the one message of a run with a slow server. */
function arriving(...arrives: readonly (string | null | undefined)[]): Evidence {
  return evidence((name) => (name === 'slow-server' ? { arrives } : {}));
}

function judged(id: string, given: Evidence): Finding {
  const requirement = findRequirement(id);
  const [finding] = judgeAll(requirement === undefined ? [] : [requirement], given);
  if (finding === undefined) throw new Error(`no requirement ${id}`);
  return finding;
}

test('DUR-6, DUR-7 and TIME-2 pass when all mail arrives in time', (t) => {
  for (const id of ['DUR-6', 'DUR-7', 'TIME-2']) {
    const { status, message } = judged(id, evidence());
    t.is(status, 'pass', message);
  }
  t.is(
    judged('DUR-6', evidence()).message,
    '7 submitted messages, all at the far side as they were submitted, in 7 runs; not compared: refused recipients, for nobody was refused',
  );
  t.regex(
    judged(
      'DUR-6',
      evidence(() => ({ isRefused: true })),
    ).message,
    /, in 7 runs$/,
  );
});

test('DUR-6 breaks when a message never arrives', (t) => {
  const { status, message, violations } = judged(
    'DUR-6',
    evidence((name) => (name === 'cutting-server' ? { arrives: [] } : {})),
  );
  t.is(status, 'fail');
  t.is(
    message,
    '1 item lost after DoFastShutdown had returned S_OK, in 1 of 7 runs (cutting-server); 7 were acknowledged',
  );
  t.is(violations[0]?.seen, 'nothing by the end of the second life');
});

test('DUR-6 breaks when a message arrives under two Message-IDs, and not when it comes twice under one', (t) => {
  t.is(judged('DUR-6', arriving('<1@x>', '<2@x>')).status, 'fail');
  t.is(judged('DUR-6', arriving('<1@x>', '<1@x>')).status, 'pass');
});

test('DUR-6 breaks when a message arrives twice without a Message-ID, and does not ask where nobody knows it', (t) => {
  const { status, violations } = judged('DUR-6', arriving(null, null));
  t.is(status, 'fail');
  t.is(violations[0]?.seen, '2 deliveries without a Message-ID by the end of the second life');
  t.is(judged('DUR-6', arriving('<1@x>', null)).status, 'fail');
  t.is(judged('DUR-6', arriving(null)).status, 'pass');
  t.is(judged('DUR-6', arriving(undefined, undefined)).status, 'pass');
  t.is(judged('DUR-6', arriving('<1@x>', undefined)).status, 'pass');
});

test('DUR-6 leaves what is lost in one of the two exits only to its sequence', (t) => {
  const given = evidence((name) => (name === 'outlook-exit' ? { arrives: [] } : {}));
  const { status, message } = judged('DUR-6', given);
  t.deepEqual([status, message], ['inconclusive', '1 item lost in outlook-exit only, which SEQ-1 judges']);
});

test('a message of a life that was killed without a word may be lost, and still not be there under two Message-IDs', (t) => {
  const crashed = (arrives: readonly string[]) =>
    evidence((name) => (name === 'killed-in-start-message' ? { arrives } : {}));
  t.is(judged('DUR-6', crashed([])).status, 'pass');
  t.is(judged('DUR-6', crashed(['<1@x>', '<2@x>'])).status, 'fail');
});

test('when nothing ever arrives everything about sending stays open, and says how to give a far side', (t) => {
  const given = evidence(() => ({ arrives: [] }));
  for (const id of ['DUR-6', 'SEQ-1', 'SEQ-2', 'TIME-2']) {
    const { status, message } = judged(id, given);
    t.is(status, 'inconclusive', id);
    t.regex(
      message,
      /^no message reached the far side in any run: .*smtpHost and smtpPort .*maildrop.*--far-side$/,
      id,
    );
  }
});

test('a transport that sends nothing, and says so of each message, is judged by what it brings', (t) => {
  const given = evidence(() => ({ arrives: [], isReturned: true }));
  const sending = judged('DUR-6', given);
  t.is(sending.status, 'not-applicable');
  t.regex(
    sending.message,
    /^does not send: a report says of each of \d+ submitted messages that it could not be sent$/,
  );
  for (const id of ['DUR-7', 'DUR-15', 'SEQ-1', 'TIME-2']) t.is(judged(id, given).status, 'pass', id);
  const lossy = evidence((name) => ({ arrives: [], isReturned: true, received: name !== 'sent-mail' }));
  t.is(judged('DUR-7', lossy).status, 'fail');
});

test('DUR-15 stays open where nothing came to rest before the client left: each repetition might have a reason', (t) => {
  const once = judged('DUR-15', evidence());
  t.is(once.status, 'pass', once.message);
  const { status, message } = judged(
    'DUR-15',
    evidence(() => ({ isAtRest: false })),
  );
  t.is(status, 'inconclusive');
  t.regex(message, /^sent-mail: in no life all that was sent had arrived before the client left/);
});

test('where one message of several is returned, or one is not returned, its transport sends', (t) => {
  const one = evidence((name) => (name === 'sent-mail' ? { arrives: [], isReturned: true } : {}));
  t.is(judged('DUR-6', one).status, 'fail');
  const silent = evidence((name) => ({ arrives: [], isReturned: name !== 'sent-mail' }));
  t.is(judged('DUR-6', silent).status, 'inconclusive');
});

test('DUR-7 breaks when a message is neither in the store nor at the far side', (t) => {
  const given = evidence((name) => (name === 'killed-in-start-message' ? { received: false } : {}));
  const { status, message } = judged('DUR-7', given);
  t.is(status, 'fail');
  t.is(message, '1 item lost, in 1 of 5 runs (killed-in-start-message); 5 were acknowledged');
});

test('what a store has not written when its process is killed is no loss of the transport beside it', (t) => {
  const second = (kinds: readonly ProviderKind[]) =>
    judged(
      'DUR-7',
      evidence((name) => (name === 'killed-in-second-start-message' ? { received: false } : {}), kinds),
    );
  t.is(second(['transport']).status, 'fail');
  t.is(second(['transport', 'store']).status, 'pass');
});

test('DUR-7 stays open when the transport fetched nothing before the client left, and DUR-6 does not', (t) => {
  const late = (more: Course) =>
    evidence((name) => (name === 'killed-in-start-message' ? { isTold: true, isPlanned: true, ...more } : {}));
  const { status, message } = judged('DUR-7', late({}));
  t.is(status, 'inconclusive');
  t.is(
    message,
    'killed-in-start-message: the transport fetched nothing before the client left, so that no kill came in StartMessage',
  );
  t.is(judged('DUR-7', late({ received: false })).status, 'fail');
  t.is(judged('DUR-6', late({})).status, 'pass');
  t.is(judged('DUR-6', late({ arrives: [] })).status, 'fail', 'what was promised is kept all the same');
});

test('DUR-7 stays open when the kill without a word was none of the plan', (t) => {
  const given = evidence((name) => (name === 'killed-in-start-message' ? { isPlanned: false } : {}));
  t.is(judged('DUR-7', given).status, 'inconclusive');
});

test('DUR-7 does not apply to a transport that fetches nothing', (t) => {
  const { status, message } = judged(
    'DUR-7',
    evidence(() => ({ received: false, waiting: true })),
  );
  t.is(status, 'not-applicable');
  t.regex(message, /^does not receive: /);
});

test('TIME-2 breaks when Do takes longer than the budget with one of the servers, which is no matter of TIME-1', (t) => {
  const given = evidence((name) => (name === 'silent-server' ? { doMs: 6_000 } : {}));
  const { status, message, violations } = judged('TIME-2', given);
  t.is(status, 'fail');
  t.is(message, 'with a server that is silent: 6,001 ms: Notify 1.0 ms, Do 6,000 ms');
  t.is(violations[0]?.scenario, 'silent-server');
  t.is(judged('TIME-1', given).status, 'pass');
});

test('TIME-2 names the call that a provider hangs in, which is no matter of TIME-4', (t) => {
  const given = evidence((name) => (name === 'unreachable-server' ? { hangs: true } : {}));
  t.regex(
    judged('TIME-2', given).message,
    /^with a server that is unreachable: IMAPIProviderShutdown::DoFastShutdown of box-store/,
  );
  t.is(judged('TIME-4', given).status, 'pass');
});

test('TIME-2 stays open for a transport whose far side has no modes, and does not apply to such an address book', (t) => {
  const without = () => ({ mode: null });
  const transport = judged('TIME-2', evidence(without));
  t.deepEqual(
    [transport.status, transport.message],
    ['inconclusive', 'the far side has no setMode, so that no server could be silent, refuse or be unreachable'],
  );
  t.is(judged('TIME-2', evidence(without, ['address-book'])).status, 'not-applicable');
});

for (const id of ['DUR-6', 'DUR-7', 'TIME-2']) {
  test(`${id} stays open when a scenario was not run`, (t) => {
    const { status, message } = judged(id, { settings: settings('in', { kinds: ['transport'] }), observations: [] });
    t.is(status, 'inconclusive');
    t.regex(message, /^scenario \S+ was not run/);
  });
}
