import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MAPI_E_CALL_FAILED, type ProviderModule, S_OK } from '@mapi-kit/sdk';
import test, { type ExecutionContext } from 'ava';
import { type CertificationReport, type CertifyOptions, certify } from '#harness/index.js';
import { WALKS } from '../../certification/support/expectation.js';
import { fixture } from '../../certification/support/fixture.js';
import { compileFile } from '../../guides/support/compiler.js';
import { inboxOf, type Life, live, pause, submit } from '../../guides/support/mail-client.js';
import { refusal, startServer } from '../../guides/support/mail-server.js';
import { diffsOf, fileOf, javascriptIn, snippetsOf, snippetWith } from '../../guides/support/snippets.js';
import { patched, spliced } from '../../guides/support/splice.js';
import { ROOT } from '../../support/npm.js';

// The guide's transport as it stands there, and with each of its mistakes, under the mock subsystem.

const guide = readFileSync(join(ROOT, 'docs', 'write-your-first-transport.md'), 'utf8');
const snippets = snippetsOf(guide);
const module = fileOf(snippets, 'my-transport.ts');
const transport = javascriptIn(module);

/** The transport that waits for a server when the client leaves. */
const waiting = spliced(transport, javascriptIn(snippetWith(snippets, 'async persistForExit')));

/** The transport with the patch of the guide in which a text is. */
function broken(part: string): string {
  const found = diffsOf(guide).filter((diff) => diff.includes(part));
  if (found.length !== 1) throw new Error(`the guide has ${found.length} patches with ${part}`);
  return patched(transport, found[0] ?? '');
}

/** Certifies the transport as the guide does. */
async function certified(
  t: ExecutionContext,
  code: string,
  options: Partial<CertifyOptions> = {},
): Promise<CertificationReport> {
  const { folder: cwd } = await load(t, code);
  return await certify({ provider: './my-transport.js', cwd, out: null, seed: 7, items: 12, jobs: 2, ...options });
}

function failuresOf({ findings }: CertificationReport): string[] {
  return findings.filter(({ status }) => status === 'fail').map(({ id }) => id);
}

/** Saves the transport as a reader does, where nodemailer is to be found, and loads it. */
async function load(t: ExecutionContext, code: string): Promise<{ folder: string; module: ProviderModule }> {
  mkdirSync(join(ROOT, 'harness', 'build'), { recursive: true });
  const folder = mkdtempSync(join(ROOT, 'harness', 'build', 'guide-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'my-transport.js');
  writeFileSync(file, code);
  return { folder, module: (await import(pathToFileURL(file).href)) as ProviderModule };
}

/** Does not wait for the pause after a failed delivery. */
function flushUntilFinished(life: Life): Promise<void> {
  return life.until(() => {
    life.flush();
    return life.finished === 1;
  });
}

test('The transport of the guide sends, and reports who cannot be reached', async (t) => {
  t.timeout(60_000);
  const server = await startServer(t, {
    onRcptTo: ({ address }, _session, callback) =>
      callback(address.startsWith('nobody') ? refusal(550, 'no such user') : null),
  });
  const life = live(t, await load(t, transport), server.port);
  submit(life, 'one', ['bob@example.org', 'nobody@example.org']);
  submit(life, 'two', ['nobody@example.org']);
  await life.until(() => life.finished === 2);
  t.deepEqual(
    server.seen.map(({ to, subject }) => `${subject} to ${to}`),
    ['one to bob@example.org'],
  );
  t.deepEqual(inboxOf(life), ['Undeliverable: one', 'Undeliverable: two']);
});

test('The transport of the guide leaves by fast shutdown from a silent server, and the next life sends', async (t) => {
  t.timeout(60_000);
  const silent = await startServer(t, { onConnect: () => {} });
  const loaded = await load(t, transport);
  const life = live(t, loaded, silent.port);
  submit(life, 'one', ['bob@example.org']);
  await life.until(() => silent.open === 1);
  t.is(life.shutdown.QueryFastShutdown(), S_OK);
  const begun = performance.now();
  life.shutdown.NotifyProcessShutdown();
  t.is(life.shutdown.DoFastShutdown(), S_OK);
  t.true(performance.now() - begun < 500);
  while (silent.open > 0) await pause(5);

  const server = await startServer(t);
  const next = live(t, loaded, server.port);
  await next.until(() => next.finished === 1);
  t.is(server.seen.length, 1);
});

test('The transport of the guide uses one Message-ID for all attempts', async (t) => {
  t.timeout(60_000);
  const server = await startServer(t, {}, () => (server.seen.length === 0 ? refusal(451, 'try later') : null));
  const life = live(t, await load(t, transport), server.port);
  submit(life, 'one', ['bob@example.org']);
  await life.until(() => server.seen.length === 1);
  await flushUntilFinished(life);
  t.is(new Set(server.seen.map(({ messageId }) => messageId)).size, 1);
});

test('Who waits for a server in DoFastShutdown fails', async (t) => {
  t.timeout(60_000);
  const server = await startServer(t);
  const life = live(t, await load(t, waiting), server.port);
  life.shutdown.QueryFastShutdown();
  life.shutdown.NotifyProcessShutdown();
  t.is(life.shutdown.DoFastShutdown(), MAPI_E_CALL_FAILED);
});

test('Who does not wait for the answer of the server loses messages', async (t) => {
  t.timeout(60_000);
  const server = await startServer(t, {}, () => refusal(451, 'try later'));
  const life = live(t, await load(t, broken('.catch(')), server.port);
  submit(life, 'one', ['bob@example.org']);
  await life.until(() => life.finished === 1);
  while (server.seen.length === 0) await pause(5);
  life.flush();
  await pause(100);
  t.is(server.seen.length, 1, 'it is not tried again');
  t.deepEqual(inboxOf(life), []);
});

test('Who makes a new Message-ID for each attempt sends two messages', async (t) => {
  t.timeout(60_000);
  const server = await startServer(t, {}, () => (server.seen.length === 0 ? refusal(451, 'try later') : null));
  const life = live(t, await load(t, broken('hrtime')), server.port);
  submit(life, 'one', ['bob@example.org']);
  await life.until(() => server.seen.length === 1);
  await flushUntilFinished(life);
  t.is(new Set(server.seen.map(({ messageId }) => messageId)).size, 2);
});

test.serial('The transport of the guide is certified', async (t) => {
  t.timeout(580_000);
  const report = await certified(t, transport, { walks: WALKS });
  t.is(report.verdict, 'certified', report.summary);
  t.deepEqual(failuresOf(report), []);
});

test.serial('The TypeScript of the guide passes the quick mode, compiled as the guide does', async (t) => {
  t.timeout(580_000);
  const { folder: cwd } = await load(t, transport);
  await compileFile(t, cwd, 'my-transport', module.typescript);
  const options = { provider: './my-transport.js', cwd, out: null, seed: 7, items: 12, jobs: 2, quick: true };
  const report = await certify(options);
  t.is(report.verdict, 'passed', report.summary);
});

test('The transport of the guide that only writes a file is done with a message at once', async (t) => {
  t.timeout(60_000);
  const loaded = await load(t, javascriptIn(fileOf(snippets, 'file-transport.ts')));
  mkdirSync(join(loaded.folder, 'my-transport'));
  const life = live(t, loaded, 0);
  submit(life, 'one', ['bob@example.org', 'eve@example.org']);
  await life.until(() => life.finished === 1);
  const sent = readFileSync(join(loaded.folder, 'my-transport', 'sent'), 'utf8');
  t.regex(sent, /^<[0-9a-f]+@example\.org> bob@example\.org,eve@example\.org one\n$/);
});

test.serial('Who waits for a server in DoFastShutdown fails COM-6, as the guide says', async (t) => {
  t.timeout(580_000);
  t.deepEqual(failuresOf(await certified(t, waiting, { quick: true })), ['COM-6']);
});

test.serial('Who does not wait for the answer of the server fails DUR-6, as the guide says', async (t) => {
  t.timeout(580_000);
  t.deepEqual(failuresOf(await certified(t, broken('.catch('), { only: ['DUR-6'] })), ['DUR-6']);
});

test.serial('The far side of the guide hears what a transport sends into its folder', async (t) => {
  t.timeout(580_000);
  const folder = mkdtempSync(join(ROOT, 'harness', 'build', 'guide-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'my-far-side.js'), javascriptIn(fileOf(snippets, 'my-far-side.ts')));
  const report = await certify({
    provider: fixture('transports/folder-transport'),
    farSide: './my-far-side.js',
    cwd: folder,
    only: ['DUR-6', 'TIME-2'],
    out: null,
    seed: 7,
    items: 6,
    jobs: 2,
  });
  const statuses = report.findings.map(({ id, status }) => `${id} ${status}`);
  t.deepEqual(statuses, ['DUR-6 pass', 'TIME-2 inconclusive'], report.summary);
});
