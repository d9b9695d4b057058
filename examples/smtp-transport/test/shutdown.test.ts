import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { S_OK } from '@mapi-kit/sdk';
import test from 'ava';
import { type Home, leave, live, makeHome, pause } from './support/life.js';
import { startServer, startSilentServer, startStubbornServer } from './support/servers.js';
import { submit } from './support/submit.js';

/** What is in the outbox file, and when it was last written. */
function written({ transport }: Home): string {
  const file = join(transport, 'data.mdb');
  return existsSync(file) ? `${statSync(file).mtimeMs} ${readFileSync(file).toString('latin1')}` : '';
}

const waitFor = async (condition: () => boolean): Promise<void> => {
  const deadline = performance.now() + 5000;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`it did not come true in five seconds: ${condition.toString()}`);
    await pause(5);
  }
};

test('a server that never says a word holds up neither Notify nor Do, and hears no more', async (t) => {
  t.timeout(30_000);
  const silent = await startSilentServer(t);
  const home = makeHome(t);
  const life = live(t, home, silent.settings);
  for (const subject of ['1', '2', '3']) submit(life, subject);
  await life.until(() => silent.open === 1);
  const { results, took } = leave(life);
  t.deepEqual(results, [S_OK, S_OK, S_OK]);
  t.true(took < 500, `${took} ms`);
  const before = written(home);
  await waitFor(() => silent.open === 0);
  await pause(150);
  t.is(silent.connections, 1, 'no connection after NotifyProcessShutdown');
  t.true(written(home) === before, 'nothing is written after DoFastShutdown');

  const server = await startServer(t);
  const next = live(t, home, server.settings);
  await next.until(() => next.done.finished === 3);
  t.deepEqual(
    server.accepted.map(({ email }) => email.subject),
    ['1', '2', '3'],
  );
});

test('a server that never answers to a message holds up neither Notify nor Do, and the next life sends it again', async (t) => {
  t.timeout(30_000);
  const hanging = await startServer(t, {}, () => 'hang');
  const home = makeHome(t);
  const life = live(t, home, hanging.settings);
  submit(life, 'one', { attachments: { 'large.bin': new Uint8Array(300_000) } });
  await life.until(() => hanging.seen.length === 1);
  const { results, took } = leave(life);
  t.deepEqual(results, [S_OK, S_OK, S_OK]);
  t.true(took < 500, `${took} ms`);
  await waitFor(() => hanging.open === 0);

  const server = await startServer(t);
  const next = live(t, home, server.settings);
  await next.until(() => next.done.finished === 1);
  t.is(server.accepted[0]?.email.messageId, hanging.seen[0]?.email.messageId);
  t.is(server.accepted[0]?.email.attachments[0]?.filename, 'large.bin');
});

test('a connection under way is closed at the shutdown, also to a server that would go on talking', async (t) => {
  t.timeout(30_000);
  const stubborn = await startStubbornServer(t);
  const life = live(t, makeHome(t), stubborn.settings);
  submit(life, 'one');
  await life.until(() => stubborn.taken);
  await pause(50);
  leave(life);
  const begun = performance.now();
  await waitFor(() => stubborn.gone);
  t.true(performance.now() - begun < 2000);
});

test('what a killed process has taken over is sent by the next life, even when the store has lost it', async (t) => {
  t.timeout(60_000);
  const silent = await startSilentServer(t);
  const home = makeHome(t);
  const script = fileURLToPath(new URL('./support/dies-after-do.js', import.meta.url));
  const child = spawn(process.execPath, [script, JSON.stringify(home), silent.settings.smtpPort], { stdio: 'inherit' });
  t.teardown(() => child.kill('SIGKILL'));
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
  t.is(signal, 'SIGKILL');

  const server = await startServer(t);
  const next = live(t, home, server.settings);
  await next.until(() => server.accepted.length === 3);
  t.deepEqual(
    server.accepted.map(({ email }) => email.subject),
    ['1', '2', '3'],
  );
});

test('a shutdown that is given up sends what it has put off', async (t) => {
  t.timeout(30_000);
  let hangs = true;
  const server = await startServer(t, {}, () => (hangs ? 'hang' : 'accept'));
  const life = live(t, makeHome(t), server.settings);
  submit(life, 'one');
  await life.until(() => server.seen.length === 1);
  life.shutdown.QueryFastShutdown();
  life.shutdown.NotifyProcessShutdown();
  hangs = false;
  submit(life, 'two');
  life.subsystem.spooler.run();
  await pause(100);
  t.is(server.connections, 1);
  await life.until(() => life.done.finished === 2);
  t.deepEqual(server.accepted.map(({ email }) => email.subject).toSorted(), ['one', 'two']);
});

test('a message that was sent while the spooler could not hear of it is not sent again', async (t) => {
  t.timeout(30_000);
  const server = await startServer(t);
  const home = makeHome(t);
  const life = live(t, home, server.settings);
  submit(life, 'one');
  life.subsystem.spooler.run();
  await waitFor(() => life.subsystem.spooler.notices.length === 2);
  leave(life);
  const next = live(t, home, server.settings);
  await next.until(() => next.done.finished === 1);
  t.is(server.accepted.length, 1);
});

test('a classic logoff leaves what was not sent to the next life', async (t) => {
  t.timeout(30_000);
  const silent = await startSilentServer(t);
  const home = makeHome(t);
  const life = live(t, home, silent.settings);
  submit(life, 'one');
  await life.until(() => silent.open === 1);
  t.is(life.session.Logoff(0, 0, 0), S_OK);
  await waitFor(() => silent.open === 0);
  const server = await startServer(t);
  const next = live(t, home, server.settings);
  await next.until(() => next.done.finished === 1);
  t.is(server.accepted.length, 1);
});
