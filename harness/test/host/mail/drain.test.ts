import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type IMsgStore,
  MODRECIP_ADD,
  PR_ADDRTYPE_W,
  PR_DISPLAY_NAME_W,
  PR_EMAIL_ADDRESS_W,
  PR_MESSAGE_CLASS_W,
  PR_RECIPIENT_TYPE,
  PR_SUBJECT_W,
  type Result,
  S_OK,
} from '@mapi-kit/sdk';
import type { Spooler, SpoolerRound } from '@mapi-kit/sdk/subsystem';
import test, { type ExecutionContext } from 'ava';
import type { Submitted } from '#harness/host/mail/arrivals.js';
import { type Drained, type DrainRequest, drain } from '#harness/host/mail/drain.js';
import { openOutbox } from '#harness/host/mail/outgoing.js';
import { openFolder } from '#harness/host/store/folders.js';
import { digestOfText } from '#harness/recording/digest.js';
import { temporaryFolder } from '../../run/temporary-folder.js';
import { openStoreInMemory } from '../support/store-in-memory.js';

const QUIET: SpoolerRound = { finished: 0, deferred: 0, waiting: 0, received: 0, reports: 0, failures: 0 };
/** Of waits that are in vain. */
const SHORT = { longestMs: 400, leastMs: 60, deferredMs: 400 };
/** Of those that are not: on a machine however busy. */
const LONG = { longestMs: 60_000, leastMs: 60_000, deferredMs: 60_000 };

/** What a drain is asked for; messages by their items alone where nobody knows whom they are to. */
interface Wanted extends Partial<Omit<DrainRequest, 'submitted'>> {
  readonly submitted?: readonly (string | Submitted)[];
}

/** A spooler whose rounds do what they are told, and a far side. */
class Office {
  readonly calls: string[] = [];
  readonly store: IMsgStore;
  readonly farSideFile: string;
  rounds = 0;
  readonly #round: (office: Office) => Partial<SpoolerRound>;

  constructor(t: ExecutionContext, round: (office: Office) => Partial<SpoolerRound> = () => ({})) {
    const folder = temporaryFolder(t);
    this.#round = round;
    this.farSideFile = join(folder, 'far-side.ndjson');
    writeFileSync(this.farSideFile, '{"e":"mode","life":0,"mode":"normal"}\n');
    this.store = openStoreInMemory(folder).client.store;
  }

  arrives(item: string, recipients?: readonly string[]): void {
    appendFileSync(this.farSideFile, `${JSON.stringify({ e: 'delivered', life: 0, item, recipients, state: {} })}\n`);
  }

  refuses(item: string): void {
    appendFileSync(this.farSideFile, `{"e":"refused","life":0,"item":"${item}","recipient":"nobody@x"}\n`);
  }

  /** A report about a message comes into the inbox. */
  returns(item: string): void {
    const { entryId } = ok(this.store.GetReceiveFolder('IPM.Note', 0));
    const inbox = openFolder(this.store, entryId);
    const report = ok(inbox.CreateMessage(null, 0));
    report.SetProps([
      { tag: PR_MESSAGE_CLASS_W, value: 'REPORT.IPM.Note.NDR' },
      { tag: PR_SUBJECT_W, value: `Undeliverable: ${item} v1 x` },
    ]);
    report.SaveChanges(0);
    report.Release();
    inbox.Release();
  }

  /** Puts a message into the outgoing queue. */
  submit(subject: string): void {
    const outbox = openOutbox(this.store);
    const message = ok(outbox.CreateMessage(null, 0));
    message.SetProps([
      { tag: PR_MESSAGE_CLASS_W, value: 'IPM.Note' },
      { tag: PR_SUBJECT_W, value: subject },
    ]);
    message.ModifyRecipients(MODRECIP_ADD, [
      [
        { tag: PR_RECIPIENT_TYPE, value: 1 },
        { tag: PR_DISPLAY_NAME_W, value: 'Ada' },
        { tag: PR_ADDRTYPE_W, value: 'SMTP' },
        { tag: PR_EMAIL_ADDRESS_W, value: 'ada@example.org' },
      ],
    ]);
    const hr = message.SubmitMessage(0);
    if (hr !== S_OK) throw new Error(`SubmitMessage: ${hr}`);
  }

  drain({ submitted = [], ...request }: Wanted = {}): Promise<Drained> {
    const { calls } = this;
    const spooler = {
      stop: () => calls.push('stop'),
      start: () => calls.push('start'),
      FlushQueues: () => {
        calls.push('flush');
        return S_OK;
      },
      run: () => {
        this.rounds += 1;
        return { ...QUIET, ...this.#round(this) };
      },
    };
    return drain({
      spooler: spooler as unknown as Spooler,
      store: this.store,
      farSideFile: this.farSideFile,
      submitted: submitted.map((each) => (typeof each === 'string' ? { item: each, state: {} } : each)),
      life: 0,
      startedMs: 1,
      patience: LONG,
      settles: false,
      ...request,
    });
  }
}

function ok<T>({ value }: Result<T>): T {
  if (value === null) throw new Error('expected success');
  return value;
}

test('A drain ends when all that was submitted has arrived, and says nothing of deliveries where nobody waited for quiet', async (t) => {
  const office = new Office(t, ({ rounds }) => {
    if (rounds === 2) office.arrives('o1');
    if (rounds === 4) office.arrives('o2');
    return {};
  });
  t.deepEqual(await office.drain({ submitted: ['o1', 'o2'] }), { hasLeft: true, deliveries: null });
  t.is(office.rounds, 5, 'one round after the last arrival nothing moves any more');
});

test('Meanwhile the rounds of the spooler are those of the drain, and afterwards its own again', async (t) => {
  const office = new Office(t);
  await office.drain();
  // On a busy machine it is flushed again.
  t.deepEqual([...new Set(office.calls)], ['stop', 'flush', 'start']);
  t.is(office.calls.at(-1), 'start');
});

test('A drain that settles goes on for half a second in which nothing moves, and counts the deliveries of all sessions', async (t) => {
  const office = new Office(t);
  office.arrives('o1');
  office.arrives('s2-o1');
  const began = performance.now();
  const drained = await office.drain({ submitted: ['o1'], settles: true });
  t.deepEqual(drained, { hasLeft: true, deliveries: 2 });
  t.true(performance.now() - began >= 490);
});

test('A drain gives up what has not arrived when nothing moves any more', async (t) => {
  const office = new Office(t);
  office.arrives('o1');
  t.deepEqual(await office.drain({ submitted: ['o1', 'o2'], settles: true, patience: SHORT }), {
    hasLeft: false,
    deliveries: null,
  });
  t.true(office.rounds > 1);
  t.is(office.calls.at(-1), 'start');
});

test('A drain is as patient as the process was slow to start, and no more than it may be', async (t) => {
  const began = performance.now();
  await new Office(t).drain({ submitted: ['o1'], startedMs: 40, patience: SHORT });
  t.true(performance.now() - began >= 190, 'five times what it took to start');
  const later = performance.now();
  await new Office(t).drain({ submitted: ['o1'], startedMs: 4_000, patience: { ...SHORT, longestMs: 100 } });
  t.true(performance.now() - later < 4_000);
});

test('As long as anything moves a drain goes on', async (t) => {
  const patienceMs = 1_000;
  const began = performance.now();
  let isOver = false;
  const office = new Office(t, () => {
    if (isOver || performance.now() - began < 1.5 * patienceMs) return isOver ? {} : { received: 1 };
    office.arrives('o1');
    isOver = true;
    return {};
  });
  const patience = { longestMs: patienceMs, leastMs: patienceMs, deferredMs: patienceMs };
  t.deepEqual(await office.drain({ submitted: ['o1'], patience }), { hasLeft: true, deliveries: null });
});

test('Who sends the same again and again moves nothing', async (t) => {
  const office = new Office(t, ({ rounds }) => {
    office.arrives(rounds === 1 ? 'o1' : 'o2');
    return {};
  });
  t.deepEqual(await office.drain({ submitted: ['o1', 'o2', 'o3'], patience: SHORT }), {
    hasLeft: false,
    deliveries: null,
  });
});

test('A message that is still in the queue keeps a drain from its end, and is given up in the end', async (t) => {
  const office = new Office(t);
  office.submit('o1 v1');
  const began = performance.now();
  t.deepEqual(await office.drain({ patience: SHORT }), { hasLeft: false, deliveries: null });
  t.true(performance.now() - began >= SHORT.longestMs, 'it may leave late');
});

test('What was not to be delivered at once is waited for longer than the rest', async (t) => {
  let stillSince: number | undefined;
  const office = new Office(t, () => {
    stillSince ??= performance.now();
    if (performance.now() - stillSince > 2 * SHORT.longestMs) office.arrives('o2');
    return {};
  });
  office.arrives('o1');
  const submitted: readonly Submitted[] = [
    { item: 'o1', state: {} },
    { item: 'o2', state: {}, isDeferred: true },
  ];
  const patience = { ...SHORT, deferredMs: LONG.deferredMs };
  t.deepEqual(await office.drain({ submitted, patience }), { hasLeft: true, deliveries: null });
});

test('Nobody waits so long where its store still has it, or where something else is missing, too', async (t) => {
  const deferred: Submitted = { item: 'o1', state: {}, isDeferred: true };
  const patience = { ...SHORT, deferredMs: LONG.deferredMs };
  const queueing = new Office(t);
  queueing.submit('o1 v1');
  t.false((await queueing.drain({ submitted: [deferred], patience })).hasLeft);
  t.false((await new Office(t).drain({ submitted: [deferred, 'o2'], patience })).hasLeft);
});

test('A line of the far side counts when it is whole', async (t) => {
  const line = '{"e":"delivered","life":0,"item":"o1","state":{}}\n';
  const office = new Office(t, ({ rounds, farSideFile }) => {
    if (rounds === 1) appendFileSync(farSideFile, line.slice(0, 40));
    if (rounds === 3) appendFileSync(farSideFile, line.slice(40));
    return {};
  });
  t.deepEqual(await office.drain({ submitted: ['o1'] }), { hasLeft: true, deliveries: null });
  t.true(office.rounds > 3);
});

test('A transport that pauses is asked again each second while nothing moves', async (t) => {
  let isPausing = true;
  const office = new Office(t, ({ calls }) => {
    // It has paused after a failure, and delivers when it is flushed.
    if (isPausing && calls.filter((call) => call === 'flush').length === 2) {
      office.arrives('o1');
      isPausing = false;
    }
    return {};
  });
  t.deepEqual(await office.drain({ submitted: ['o1'] }), { hasLeft: true, deliveries: null });
  t.false(isPausing);
});

test('Without a far side there is nothing to arrive', async (t) => {
  const office = new Office(t);
  t.deepEqual(await office.drain({ farSideFile: null }), { hasLeft: true, deliveries: null });
  t.deepEqual(await office.drain({ farSideFile: null, submitted: ['o1'], patience: SHORT }), {
    hasLeft: false,
    deliveries: null,
  });
});

test('Where a recipient was refused a drain goes on until a report tells of it', async (t) => {
  let isTold = false;
  const office = new Office(t, ({ rounds }) => {
    if (rounds === 4) office.returns('o1');
    isTold = rounds >= 4;
    return {};
  });
  office.refuses('o1');
  office.arrives('o1');
  t.deepEqual(await office.drain({ submitted: ['o1'] }), { hasLeft: true, deliveries: null });
  t.true(isTold);
});

test('That nobody is told of a refused recipient, or of that of another session, keeps nothing from its end', async (t) => {
  const office = new Office(t);
  office.refuses('o1');
  office.arrives('o1');
  t.deepEqual(await office.drain({ submitted: ['o1'], patience: SHORT }), { hasLeft: true, deliveries: null });
  const elsewhere = new Office(t);
  elsewhere.refuses('s2-o1');
  elsewhere.arrives('o1');
  t.deepEqual(await elsewhere.drain({ submitted: ['o1'] }), { hasLeft: true, deliveries: null });
  t.is(elsewhere.rounds, 2);
});

test('What a report says could not be sent is not waited for', async (t) => {
  const office = new Office(t);
  office.returns('o1');
  t.deepEqual(await office.drain({ submitted: ['o1'] }), { hasLeft: true, deliveries: null });
});

test('A drain ends where a recipient who is refused is tried again and again', async (t) => {
  const office = new Office(t, ({ rounds }) => {
    if (rounds === 1) office.arrives('o1');
    office.refuses('o1');
    return {};
  });
  t.true((await office.drain({ submitted: ['o1'], patience: SHORT })).hasLeft);
});

test('A drain ends where a message comes to nobody, since one of its recipients is refused again and again', async (t) => {
  const office = new Office(t, () => {
    office.refuses('o1');
    return {};
  });
  t.true((await office.drain({ submitted: ['o1'], patience: SHORT })).hasLeft);
  office.arrives('o3');
  t.false((await office.drain({ submitted: ['o1', 'o2'], patience: SHORT })).hasLeft, 'another one is missing, too');
});

test('A drain goes on for a while when a message has come to some of its recipients only', async (t) => {
  const office = new Office(t, ({ rounds }) => {
    if (rounds === 4) office.arrives('o1', ['b@x']);
    return {};
  });
  office.arrives('o1', ['a@x']);
  const submitted = [{ item: 'o1', state: { recipients: digestOfText('a@x,b@x') } }];
  t.true((await office.drain({ submitted })).hasLeft);
  t.is(office.rounds, 5);
});
