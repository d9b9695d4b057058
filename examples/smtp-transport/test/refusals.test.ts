import test from 'ava';
import type { SMTPServerOptions } from 'smtp-server';
import { inbox, live, makeHome, pause } from './support/life.js';
import { refusal, startServer } from './support/servers.js';
import { submit } from './support/submit.js';

/** Refuses recipients by what is in their address: `never` for good, `later` as often as the counter says. */
function refusing(later = Number.POSITIVE_INFINITY): SMTPServerOptions {
  let left = later;
  return {
    onRcptTo: ({ address }, _session, callback) => {
      if (address.toLowerCase().includes('never')) callback(refusal(550, `no such user: ${address}`));
      else if (address.includes('later') && left-- > 0) callback(refusal(450, 'mailbox busy'));
      else callback();
    },
  };
}

test('a recipient whom the server refuses for good is reported, the others get the message', async (t) => {
  t.timeout(30_000);
  const server = await startServer(t, refusing());
  const life = live(t, makeHome(t), server.settings);
  submit(life, 'one', { to: ['bob@example.org', 'Never@Example.ORG'] });
  await life.until(() => life.done.finished === 1);
  t.deepEqual(server.accepted[0]?.to, ['bob@example.org']);
  const [report, ...others] = inbox(life);
  t.is(report?.messageClass, 'REPORT.IPM.Note.NDR');
  t.is(report?.subject, 'Undeliverable: one');
  t.regex(report?.body ?? '', /^Name of Never@Example\.ORG \(Never@Example\.ORG\): 550 no such user/);
  t.notRegex(report?.body ?? '', /bob/);
  t.deepEqual(others, []);
});

test('a message that is refused for all recipients is reported and given up', async (t) => {
  t.timeout(30_000);
  const server = await startServer(t, refusing());
  const life = live(t, makeHome(t), server.settings);
  submit(life, 'one', { to: ['never1@example.org', 'never2@example.org'] });
  await life.until(() => life.done.finished === 1);
  const [report] = inbox(life);
  t.regex(report?.body ?? '', /never1[^\n]*550[^\n]*\n[^\n]*never2[^\n]*550/);
  const { connections } = server;
  await pause(100);
  t.is(server.connections, connections);
});

test('a recipient whom the server puts off gets the message later, and the others not twice', async (t) => {
  t.timeout(30_000);
  const server = await startServer(t, refusing(2));
  const life = live(t, makeHome(t), server.settings);
  submit(life, 'one', { to: ['bob@example.org', 'later@example.org', 'never@example.org'] });
  await life.until(() => life.done.finished === 1);
  t.deepEqual(
    server.accepted.map(({ to }) => to),
    [['bob@example.org'], ['later@example.org']],
  );
  t.is(new Set(server.accepted.map(({ email }) => email.messageId)).size, 1);
  const reports = inbox(life);
  t.is(reports.length, 1);
  t.regex(reports[0]?.body ?? '', /^Name of never@example\.org[^\n]*$/);
});

test('a message that is put off for all recipients stays in the outbox', async (t) => {
  t.timeout(30_000);
  const server = await startServer(t, refusing(3));
  const life = live(t, makeHome(t), server.settings);
  submit(life, 'one', { to: ['later@example.org'] });
  await life.until(() => life.done.finished === 1);
  t.is(server.accepted.length, 1);
  t.true(server.connections > 3);
  t.deepEqual(inbox(life), []);
});

test('a message that the server refuses for what it says is reported', async (t) => {
  t.timeout(30_000);
  const server = await startServer(t, {}, () => refusal(554, 'no such things here'));
  const life = live(t, makeHome(t), server.settings);
  submit(life, 'one', { to: ['bob@example.org', 'cc:carol@example.org'] });
  await life.until(() => life.done.finished === 1);
  t.is(server.seen.length, 1);
  t.regex(inbox(life)[0]?.body ?? '', /bob[^\n]*554 no such things[^\n]*\n[^\n]*carol[^\n]*554/);
});

test('a sender whom the server refuses is reported', async (t) => {
  t.timeout(30_000);
  const server = await startServer(t, {
    onMailFrom: (_address, _session, callback) => callback(refusal(553, 'not from you')),
  });
  const life = live(t, makeHome(t), server.settings);
  submit(life, 'one');
  await life.until(() => life.done.finished === 1);
  t.regex(inbox(life)[0]?.body ?? '', /553 not from you/);
});

test('a message that nobody has sent is reported', async (t) => {
  t.timeout(30_000);
  const server = await startServer(t);
  const life = live(t, makeHome(t), server.settings);
  submit(life, 'one', { from: null });
  await life.until(() => life.done.finished === 1);
  t.regex(inbox(life)[0]?.body ?? '', /the message has no sender, and the profile no setting 'from'/);
  t.is(server.connections, 0);
});

test('a server that refuses to talk is asked again', async (t) => {
  t.timeout(30_000);
  let refused = 0;
  const server = await startServer(t, {
    onConnect: (_session, callback) => {
      refused += 1;
      if (refused < 3) callback(refusal(554, 'no service'));
      else callback();
    },
  });
  const life = live(t, makeHome(t), server.settings);
  submit(life, 'one');
  await life.until(() => life.done.finished === 1);
  t.is(server.accepted.length, 1);
  t.deepEqual(inbox(life), []);
});
