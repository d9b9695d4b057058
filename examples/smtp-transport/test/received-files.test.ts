import fs, { existsSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import anyTest, { type ExecutionContext } from 'ava';
import { type Home, inbox, type Life, leave, live, makeHome } from './support/life.js';

// One test after the other: the files that are in use are those of the process.
const test = anyTest.serial;
const { rmSync: remove } = fs;

/** Until letGo, or the end of the test, nobody can remove message files, as on Windows while they are open elsewhere. */
function hold(t: ExecutionContext): void {
  t.teardown(letGo);
  fs.rmSync = (path, options) => {
    if (String(path).endsWith('.eml')) throw Object.assign(new Error('EBUSY: it is in use'), { code: 'EBUSY' });
    remove(path, options);
  };
  syncBuiltinESMExports();
}

function letGo(): void {
  fs.rmSync = remove;
  syncBuiltinESMExports();
}

function drop({ maildrop }: Home, subject: string): void {
  writeFileSync(join(maildrop, '1.eml'), `Subject: ${subject}\r\n\r\nhello\r\n`);
}

function receive(t: ExecutionContext, home: Home): Life {
  return live(t, home, { smtpPort: '9', maildrop: home.maildrop });
}

async function rounds(life: Life): Promise<void> {
  let left = 20;
  await life.until(() => left-- === 0);
}

const subjects = (life: Life): string[] => inbox(life).map(({ subject }) => subject);

test('a file that cannot be removed is received once, also by the next life, and there is a warning', async (t) => {
  t.timeout(30_000);
  const warnings: string[] = [];
  const listen = ({ message }: Error): number => warnings.push(message);
  process.on('warning', listen);
  t.teardown(() => process.off('warning', listen));
  const home = makeHome(t);
  drop(home, 'one');
  hold(t);
  const life = receive(t, home);
  await life.until(() => life.done.received === 1);
  await rounds(life);
  leave(life);
  const next = receive(t, home);
  await rounds(next);
  t.deepEqual(subjects(next), ['one']);
  t.deepEqual(
    warnings.filter((warning) => warning.includes('1.eml')),
    [`${join(home.maildrop, '1.eml')} was received and cannot be removed, which is tried again: EBUSY: it is in use`],
  );
  letGo();
  while (readdirSync(home.maildrop).length > 0) await rounds(next);
  t.false(existsSync(join(home.transport, 'received.json')));
});

test('another file of the name of one that could not be removed is a message of its own', async (t) => {
  t.timeout(30_000);
  const home = makeHome(t);
  drop(home, 'one');
  hold(t);
  const life = receive(t, home);
  await life.until(() => life.done.received === 1);
  leave(life);
  letGo();
  rmSync(join(home.maildrop, '1.eml'));
  drop(home, 'two');
  utimesSync(join(home.maildrop, '1.eml'), 1, 1);
  const next = receive(t, home);
  await next.until(() => next.done.received === 1);
  t.deepEqual(subjects(next).toSorted(), ['one', 'two']);
  t.deepEqual(readdirSync(home.maildrop), []);
});

test('damaged notes name nothing', async (t) => {
  t.timeout(30_000);
  const home = makeHome(t);
  drop(home, 'one');
  writeFileSync(join(home.transport, 'received.json'), '[["1.e');
  const life = receive(t, home);
  await life.until(() => life.done.received === 1);
  t.deepEqual(subjects(life), ['one']);
});
