import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test, { type ExecutionContext } from 'ava';
import { stateOfMail as mailState } from '#harness/recording/mail.js';
import { readFarSide } from '#harness/recording/read-recording.js';
import { type FarSideContext, loadFarSide, RunningFarSide } from '#harness/run/far-side/custom-far-side.js';
import { FarSideLog } from '#harness/run/far-side/far-side-log.js';
import { ConfigurationError } from '#harness/run/input/configuration-error.js';
import { temporaryFolder } from '../temporary-folder.js';

function fixture(name: string): string {
  return fileURLToPath(new URL(`../../fixtures/far-sides/${name}.js`, import.meta.url));
}

async function start(t: ExecutionContext, name: string) {
  const folder = temporaryFolder(t);
  const log = join(folder, 'far-side.ndjson');
  const module = await loadFarSide(fixture(name), `./${name}.js`);
  const farSide = await RunningFarSide.start(module, new FarSideLog(log), join(folder, 'own'));
  t.teardown(() => farSide.stop().catch(() => {}));
  return { farSide, events: () => readFarSide(log) };
}

const WRONG = {
  'throws-at-import': /^the far side \.\/throws-at-import\.js can't be loaded: no such queue manager$/,
  'has-no-start': /^the far side \.\/has-no-start\.js exports no function start; it must give an object with settings/,
  'throws-at-start': /^the far side does not start: the licence has expired$/,
  'gives-nonsense': /^the far side gives no object with settings, deliveries and stop$/,
};

for (const [name, message] of Object.entries(WRONG)) {
  test(`a far side that ${name.replaceAll('-', ' ')} is refused in one sentence`, async (t) => {
    await t.throwsAsync(start(t, name), { instanceOf: ConfigurationError, message });
  });
}

test('what a far side takes over is logged once, and all of it when it stops', async (t) => {
  const { farSide, events } = await start(t, 'folder-far-side');
  const { outgoing = '' } = farSide.settings();
  const write = (name: string) =>
    writeFileSync(
      join(outgoing, `${name}.json`),
      JSON.stringify({ subject: `${name} v1 x`, messageId: `<${name}@x>` }),
    );
  write('o1');
  await farSide.waiting();
  write('o2');
  await farSide.stop();
  t.deepEqual(
    events().map((event) => (event.e === 'delivered' ? [event.item, event.messageId] : event.e)),
    [
      ['o1', '<o1@x>'],
      ['o2', '<o2@x>'],
    ],
  );
});

test('no Message-ID is something else than one that the far side does not know', async (t) => {
  const { farSide, events } = await start(t, 'folder-far-side');
  const { outgoing = '' } = farSide.settings();
  writeFileSync(join(outgoing, 'o1.json'), JSON.stringify({ subject: 'o1 v1 x', messageId: null }));
  writeFileSync(join(outgoing, 'o2.json'), JSON.stringify({ subject: 'o2 v1 x' }));
  await farSide.stop();
  t.deepEqual(
    events().map((event) => event.e === 'delivered' && [event.item, event.messageId]),
    [
      ['o1', null],
      ['o2', undefined],
    ],
  );
});

test('mail is offered, and waits until somebody has fetched it', async (t) => {
  const { farSide, events } = await start(t, 'folder-far-side');
  await farSide.offer([{ item: 'i1', session: 0, subject: 'i1 v1 hello', body: 'Hello' }]);
  t.deepEqual(await farSide.waiting(), ['i1']);
  t.like(events()[0], { e: 'offered', item: 'i1' });
});

test('a mode is passed on and logged', async (t) => {
  const { farSide, events } = await start(t, 'folder-far-side');
  await farSide.setMode('unreachable');
  await farSide.setMode('normal');
  t.deepEqual(
    events().map((event) => event.e === 'mode' && event.mode),
    ['unreachable', 'normal'],
  );
});

test('what a far side knows of a message besides its text is logged, and what it does not know is not', async (t) => {
  const folder = temporaryFolder(t);
  const log = join(folder, 'far-side.ndjson');
  const data = Uint8Array.of(0, 255);
  const all = [
    { subject: 'o1 v1 x', cc: ['a@x'], attachments: [{ data, name: 'a.bin' }] },
    { subject: 'o2 v1 x', body: 'Hello', recipients: ['a@x'] },
  ];
  const module = { start: () => ({ settings: {}, deliveries: () => all, stop: () => {} }) };
  const farSide = await RunningFarSide.start(module, new FarSideLog(log), join(folder, 'own'));
  await farSide.stop();
  const [first, second] = readFarSide(log).map((event) => (event.e === 'delivered' ? event.state : null));
  const attachment = mailState({ subject: 'o1 v1 x', cc: ['a@x'], attachments: [{ data, name: 'a.bin' }] });
  t.deepEqual(first, attachment);
  t.deepEqual(second, mailState({ subject: 'o2 v1 x', body: 'Hello', recipients: ['a@x'] }));
  t.is(second?.parts, undefined);
});

test('a far side refuses whom it is told to, and what it has refused is logged once, before what it has taken over', async (t) => {
  const folder = temporaryFolder(t);
  const log = join(folder, 'far-side.ndjson');
  const refused: string[] = [];
  const all = [{ subject: 'o1 v1 x', recipients: ['o1.1@example.org'] }];
  const start = ({ refuses }: FarSideContext) => {
    refused.push(...['o1.1@example.org', 'o1.nobody@example.org'].filter(refuses));
    return { settings: {}, deliveries: () => all, refused: () => refused, stop: () => {} };
  };
  const farSide = await RunningFarSide.start({ start }, new FarSideLog(log), join(folder, 'own'));
  t.true(farSide.refuses);
  await farSide.waiting();
  await farSide.stop();
  t.deepEqual(
    readFarSide(log).map((event) => (event.e === 'refused' ? [event.item, event.recipient] : event.e)),
    [['o1', 'o1.nobody@example.org'], 'delivered'],
  );
});

test('a far side that refuses nobody is asked to refuse nobody', async (t) => {
  const { farSide } = await start(t, 'folder-far-side');
  t.false(farSide.refuses);
});
