import test from 'ava';
import { isPlainAddress } from '#src/recipients.js';
import { inbox, live, makeHome, pause } from './support/life.js';
import { refusal, startServer } from './support/servers.js';
import { submit } from './support/submit.js';

/** What nodemailer takes for another address, for several or for none. */
const unusable = test.macro({
  title: (_title, address: string) => `${JSON.stringify(address)} is reported, and the others get the message once`,
  exec: async (t, address: string) => {
    t.timeout(30_000);
    const server = await startServer(t, {
      onRcptTo: ({ address: to }, _session, callback) =>
        callback(to === 'ann@example.org' ? null : refusal(550, 'no such user')),
    });
    const life = live(t, makeHome(t), server.settings);
    submit(life, 'one', { to: [address, 'ann@example.org'] });
    await life.until(() => life.done.finished === 1);
    t.deepEqual(
      server.accepted.map(({ to }) => to),
      [['ann@example.org']],
    );
    const [report] = inbox(life);
    t.is(report?.messageClass, 'REPORT.IPM.Note.NDR');
    t.regex(report?.body ?? '', /this is not a plain e-mail address, such as name@example\.org/);
    t.notRegex(report?.body ?? '', /ann|no such user/);
  },
});

test(unusable, '');
test(unusable, 'bob smith@example.org');
test(unusable, '"bob"@example.org');
test(unusable, '<bob@example.org>');
test(unusable, 'Bob <bob@example.org>');
test(unusable, 'mailto:bob@example.org');
test(unusable, 'bob@example.org (Bob)');
test(unusable, 'bob@example.org, eve@example.org');
test(unusable, 'bob@example.org;');
test(unusable, 'friends: bob@example.org, eve@example.org;');
test(unusable, 'bob@eve@example.org');
test(unusable, 'bob@ example.org');
test(unusable, 'bob@example.org\r\nRCPT TO:<eve@example.org>');
test(unusable, '@example.org');

test('a message for nobody to whom it can be sent is reported, and the server is not asked', async (t) => {
  t.timeout(30_000);
  const server = await startServer(t);
  const life = live(t, makeHome(t), server.settings);
  submit(life, 'one', { to: ['', 'cc:Bob <bob@example.org>'] });
  await life.until(() => life.done.finished === 1);
  t.is(inbox(life).length, 1);
  await pause(50);
  t.is(server.connections, 0);
});

const usable = test.macro({
  title: (_title, address: string) => `${JSON.stringify(address)} is an address`,
  exec: (t, address: string) => {
    t.true(isPlainAddress(address));
  },
});

test(usable, 'bob@example.org');
test(usable, 'Bob@Example.ORG');
test(usable, ' bob@example.org ');
test(usable, 'root');
test(usable, "o'neil+mail@example.org");
test(usable, '"bob smith"@example.org');
test(usable, 'bob@[127.0.0.1]');
test(usable, 'bob@[IPv6:2001:db8::1]');
test(usable, 'bob@bücher.example');
test(usable, 'bob@xn--bcher-kva.example');
test(usable, 'jös@bücher.example');
test(usable, 'jös@xn--bcher-kva.example');
