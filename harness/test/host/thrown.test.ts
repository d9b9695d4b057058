import anyTest from 'ava';
import { eventsOf, Run } from './support/live.js';
import { kill, leaveFast, light, logon } from './support/script.js';

// It starts a process.
const test = anyTest.serial;

test("what hooks throw is journalled with name, message, code, and the place in the author's file", async (t) => {
  const life = await new Run(t, '../host/providers/throws-everywhere').live(logon, light, ...leaveFast, kill);
  const thrown = eventsOf(life, 'thrown').map(({ where, name, message, hr, at }) => ({
    where,
    name,
    message,
    code: hr === undefined ? undefined : (hr >>> 0).toString(16),
    file: at?.replace(/:\d+$/, ''),
  }));
  t.deepEqual(thrown, [
    {
      where: 'ThrowingStore.prepareForExit()',
      name: 'TypeError',
      message: 'nothing to prepare',
      code: undefined,
      file: 'throws-everywhere.js',
    },
    {
      where: 'ThrowingStore.persistForExit()',
      name: 'MapiError',
      message: 'the box is full: MAPI_E_NOT_ENOUGH_DISK (0x8004010D)',
      code: '8004010d',
      file: 'throws-everywhere.js',
    },
  ]);
});
