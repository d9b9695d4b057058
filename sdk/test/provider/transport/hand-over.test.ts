import test from 'ava';
import { S_OK } from '#src/com/hresult-codes.js';
import { LOGON_SP_POLL } from '#src/contract/flags.js';
import { PR_BODY_W, PR_MESSAGE_CLASS_W, PR_SUBJECT_W } from '#src/contract/property-tags.js';
import { findValue } from '#src/contract/property-types.js';
import { Disk, live, offer, silent } from './support/disk-transport.js';
import { type LoggedOn, makeMessage, ok, openMailbox, takenAddresses, until } from './support/mail.js';

const atHandOver = { responsibility: 'at-hand-over' } as const;

/** Fetches one message; gives its class, subject and body. */
function fetch({ logon }: LoggedOn): readonly string[] {
  const message = ok(openMailbox().CreateMessage(null, 0));
  if (logon.StartMessage(0, message).hr !== S_OK) throw new Error('StartMessage failed');
  const values = ok(message.GetProps([PR_MESSAGE_CLASS_W, PR_SUBJECT_W, PR_BODY_W], 0));
  return [PR_MESSAGE_CLASS_W, PR_SUBJECT_W, PR_BODY_W].map((tag) => findValue(values, tag) ?? '');
}

test('a message that is marked at hand-over is finished at once, durable by then, and sent afterwards', async (t) => {
  const disk = new Disk();
  const sent: string[] = [];
  const life = live(
    disk,
    async ({ subject }) => {
      sent.push(subject);
      return undefined;
    },
    atHandOver,
  );
  const message = makeMessage(openMailbox(), 'one', ['SMTP:bob@x.org', 'FAX:1']);
  t.is(offer(life, message), 0);
  t.deepEqual(takenAddresses(message), ['bob@x.org']);
  t.deepEqual(
    disk.records().map(({ state }) => state),
    ['waiting'],
  );
  await until(() => disk.records()[0]?.state === 'delivered');
  t.deepEqual(sent, ['one']);
  t.deepEqual(life.support.notices, [], 'there is nothing to ask about');
});

test('a message that was marked at hand-over is sent by the next life, whatever that one does with others', async (t) => {
  const disk = new Disk();
  const message = makeMessage(openMailbox(), 'one', ['SMTP:bob@x.org']);
  offer(live(disk, silent, atHandOver), message);
  const sent: string[] = [];
  live(disk, async ({ subject }) => {
    sent.push(subject);
    return undefined;
  });
  await until(() => disk.records()[0]?.state === 'delivered');
  t.deepEqual(sent, ['one']);
});

test('a message that the spooler offers again after its hand-over is not sent again', async (t) => {
  const disk = new Disk();
  let deliveries = 0;
  const life = live(
    disk,
    async () => {
      deliveries += 1;
      return undefined;
    },
    atHandOver,
  );
  const folder = openMailbox();
  const message = makeMessage(folder, 'one', ['SMTP:bob@x.org']);
  const { hr } = life.logon.SubmitMessage(0, message);
  t.is(hr, S_OK);
  await until(() => disk.records()[0]?.state === 'delivered');
  const again = live(disk, silent, atHandOver);
  const { hr: second } = again.logon.SubmitMessage(0, message);
  // Its recipients are marked, so there is nobody left for this transport.
  t.not(second, S_OK);
  t.is(deliveries, 1);
});

test('a failure after the hand-over comes as a report into the inbox, once, also in the next life', async (t) => {
  const disk = new Disk();
  const report = { failed: [{ address: 'bob@x.org', reason: 'no such user' }] };
  const life = live(disk, async () => report, atHandOver);
  t.is(life.logonFlags & LOGON_SP_POLL, LOGON_SP_POLL);
  offer(life, makeMessage(openMailbox(), 'one', ['SMTP:bob@x.org', 'SMTP:eve@x.org']));
  await until(() => disk.records()[0]?.state === 'delivered');
  t.true(ok(life.logon.Poll()));
  t.true(life.support.notices.length > 0, 'the spooler learns it');

  const next = live(disk, silent);
  t.is(next.logonFlags & LOGON_SP_POLL, LOGON_SP_POLL, 'it polls as long as there may be reports');
  t.true(ok(next.logon.Poll()));
  t.deepEqual(fetch(next), [
    'REPORT.IPM.Note.NDR',
    'Undeliverable: one',
    'Name of bob@x.org (bob@x.org): no such user',
  ]);
  t.false(ok(next.logon.Poll()));
  t.false(ok(live(disk, silent, atHandOver).logon.Poll()));
});

test('a report that nobody has fetched is never forgotten', async (t) => {
  const disk = new Disk();
  const report = { failed: [{ address: 'bob@x.org', reason: 'no such user' }] };
  offer(
    live(disk, async () => report, atHandOver),
    makeMessage(openMailbox(), 'one', ['SMTP:bob@x.org']),
  );
  await until(() => disk.records()[0]?.state === 'delivered');
  const next = live(disk, silent, { ...atHandOver, keepDelivered: -1 });
  t.is(fetch(next)[1], 'Undeliverable: one');
  live(disk, silent, { ...atHandOver, keepDelivered: -1 });
  t.deepEqual(disk.records(), []);
});
