import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { platform } from 'node:process';
import {
  FAST_SHUTDOWN_KEY,
  type FastShutdownOption,
  fixedPolicy,
  regFilePolicy,
  registryPolicy,
} from '@mapi-kit/sdk/subsystem';
import test, { type ExecutionContext } from 'ava';
import { temporaryFolder } from './support/fixture.js';

const header = 'Windows Registry Editor Version 5.00';

/** A file as regedit exports it: UTF-16LE with a byte order mark, CRLF. */
function exported(lines: readonly string[]): Buffer {
  return Buffer.from(`\ufeff${[header, '', ...lines, ''].join('\r\n')}`, 'utf16le');
}

function written(t: ExecutionContext, content: Buffer | string): string {
  const path = join(temporaryFolder(t), 'fast-shutdown.reg');
  writeFileSync(path, content);
  return path;
}

function setting(value: string, key: string = FAST_SHUTDOWN_KEY): string[] {
  return [`[${key}]`, `"FastShutdownBehavior"=${value}`];
}

const reads = test.macro({
  exec(t, content: Buffer | string, expected: FastShutdownOption) {
    t.is(regFilePolicy(written(t, content)).read(), expected);
  },
  title: (title) => `a .reg file ${title}`,
});

for (const [number, option] of [
  [0, 1],
  [1, 2],
  [2, 3],
] as const) {
  test(`in UTF-16, value ${number}, is option ${option}`, reads, exported(setting(`dword:0000000${number}`)), option);
  test(
    `in UTF-8, value ${number}, is option ${option}`,
    reads,
    [header, ...setting(`dword:${number}`)].join('\n'),
    option,
  );
}
test(
  'of the old kind, in 8 bits',
  reads,
  Buffer.from(['REGEDIT4', '', '; Schlie\xdfen', ...setting('dword:00000001')].join('\r\n'), 'latin1'),
  2,
);
test('with the dword written as hex(4)', reads, exported(setting('hex(4):02,00,00,00')), 3);
test('with the dword written as hex(4) over two lines', reads, exported(setting('hex(4):02,\\\r\n  00,00,00')), 3);
test(
  'with the short name of the root and another case',
  reads,
  exported(
    setting('DWORD:00000001', String.raw`hkcu\SOFTWARE\Policies\Microsoft\Office\14.0\Outlook\Options\Shutdown`),
  ),
  2,
);
test(
  'with comments, other keys and values of other types',
  reads,
  exported([
    '; exported',
    String.raw`[HKEY_CURRENT_USER\Software\Other]`,
    '@="default"',
    String.raw`"Path"="C:\\Program Files\\\"x\""`,
    String.raw`"Trailing"="C:\\"`,
    '"Binary"=hex:01,02,\\',
    '  03,04',
    '"Expand"=hex(2):25,00,00,00',
    '"FastShutdownBehavior"=dword:00000000',
    ...setting('dword:00000002 ; off'),
    String.raw`[HKEY_CURRENT_USER\Software\Another]`,
    '"FastShutdownBehavior"=dword:00000001',
  ]),
  3,
);
test(
  'where the value is deleted again',
  reads,
  exported([...setting('dword:00000002'), '"FastShutdownBehavior"=-']),
  1,
);
test('where the key is deleted again', reads, exported([...setting('dword:00000002'), `[-${FAST_SHUTDOWN_KEY}]`]), 1);
test(
  'where a key above is deleted again',
  reads,
  exported([...setting('dword:00000002'), String.raw`[-HKEY_CURRENT_USER\Software\Policies\Microsoft]`]),
  1,
);
test(
  'where a later line overrides an earlier one',
  reads,
  exported([...setting('dword:00000002'), ...setting('dword:00000001')]),
  2,
);
test('without the value, is the default', reads, exported([`[${FAST_SHUTDOWN_KEY}]`]), 1);
test(
  'with the value under another version of Office, is the default',
  reads,
  exported(setting('dword:00000002', FAST_SHUTDOWN_KEY.replace('14.0', '16.0'))),
  1,
);
test(
  'with the value under the key without Policies, is the default',
  reads,
  exported(setting('dword:00000002', FAST_SHUTDOWN_KEY.replace('Policies\\', ''))),
  1,
);

test('another key counts when it is named', (t) => {
  for (const key of [FAST_SHUTDOWN_KEY.replace('14.0', '16.0'), FAST_SHUTDOWN_KEY.replace('Policies\\', '')]) {
    const path = written(t, exported(setting('dword:00000002', key)));
    t.is(regFilePolicy(path, { key }).read(), 3);
    t.is(regFilePolicy(path, { defaultOption: 2 }).read(), 2);
  }
});

test('the file is read again at every query', (t) => {
  const path = written(t, exported(setting('dword:00000000')));
  const policy = regFilePolicy(path);
  t.is(policy.read(), 1);
  writeFileSync(path, exported(setting('dword:00000002')));
  t.is(policy.read(), 3);
});

const refuses = test.macro({
  exec(t, content: Buffer | string, message: RegExp) {
    const path = written(t, content);
    const error = t.throws(() => regFilePolicy(path), { message });
    t.true(error?.message.includes(path));
  },
  title: (title) => `a .reg file ${title} is refused with file and line`,
});
test(
  'with the number 3',
  refuses,
  exported(setting('dword:00000003')),
  /reg:4: FastShutdownBehavior is dword:3; allowed are dword:00000000/,
);
test('with a text', refuses, exported(setting('"0"')), /:4: FastShutdownBehavior is string:0; allowed/);
test('with bytes', refuses, exported(setting('hex:00,00,00,00')), /:4: FastShutdownBehavior is hex:/);
test(
  'with a 64-bit number',
  refuses,
  exported(setting('hex(b):00,00,00,00,00,00,00,00')),
  /:4: FastShutdownBehavior is hex\(b\):/,
);
test('without a header', refuses, setting('dword:00000000').join('\n'), /:1: a \.reg file begins with/);
test('that is empty', refuses, '', /:1: a \.reg file begins with/);
test(
  'in UTF-8 with a byte order mark',
  refuses,
  `\ufeff${[header, ...setting('dword:00000002')].join('\r\n')}`,
  /:1: a \.reg file begins with .*; save it without the byte order mark/,
);
test(
  'in UTF-16 without a byte order mark',
  refuses,
  exported(setting('dword:00000002')).subarray(2),
  /:1: a \.reg file begins with .*; UTF-16 needs its byte order mark/,
);
test('with a blank line before the header', refuses, `\r\n${header}\r\n`, /:1: a \.reg file begins with/);
test('with a header in another case', refuses, `${header.toLowerCase()}\r\n`, /:1: a \.reg file begins with/);
test('with a header that goes on', refuses, `${header} \r\n`, /:1: a \.reg file begins with/);

test('a file that is not there is refused by its name', (t) => {
  t.throws(() => regFilePolicy('/no/such/file.reg'), { message: /\/no\/such\/file\.reg cannot be read/ });
});

test('fixedPolicy gives its option and refuses what is none', (t) => {
  t.is(fixedPolicy(2).read(), 2);
  for (const option of [0, 4, '1', undefined])
    t.throws(() => fixedPolicy(option as FastShutdownOption), { instanceOf: TypeError });
  t.throws(() => regFilePolicy('x', { defaultOption: 7 as FastShutdownOption }), { instanceOf: TypeError });
});

test('registryPolicy reads the registry on Windows, and is refused elsewhere', (t) => {
  if (platform === 'win32') t.true([1, 2, 3].includes(registryPolicy().read()));
  else t.throws(() => registryPolicy(), { instanceOf: TypeError, message: /use regFilePolicy/ });
});

test('a .reg file whose setting import leaves out says nothing, and the policy says which line that is', (t) => {
  const heard: string[] = [];
  const path = written(t, exported(setting('dword:xyz')));
  const policy = regFilePolicy(path, { defaultOption: 2, warn: (message) => heard.push(message) });
  t.is(policy.read(), 2);
  t.deepEqual(heard, [`${path}:4: "\\"FastShutdownBehavior\\"=dword:xyz" is no "name"=value`]);
});
