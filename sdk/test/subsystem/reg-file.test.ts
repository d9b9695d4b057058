import test from 'ava';
import { RegFile } from '#src/subsystem/reg-file.js';

// What each of these comes to on Windows was tried there by the authors of Wine's tests of reg.exe and regedit.

const KEY = 'HKEY_CURRENT_USER\\Software\\Kit';
const parse = (lines: readonly string[]): RegFile => RegFile.parse(Buffer.from(lines.join('\r\n'), 'latin1'), 'x.reg');
const under = (...lines: string[]): RegFile => parse(['REGEDIT4', '', `[${KEY}]`, ...lines, '']);
const value = (file: RegFile, name = 'a'): unknown => file.find(KEY, name)?.value;

for (const [line, expected] of [
  ['"a"=dword:2', 2],
  ['  "a"\t=\t dword:  00000008 \t', 8],
  ['"a"=dword:1234;5678', 0x1234],
  ['"a"=dword:1234 ;5678', 0x1234],
  ['"a"="x"  ;comment', 'x'],
  ['"a"="#x;y"', '#x;y'],
  ['"a"="one \\"two\\" \\\\0"', 'one "two" \\0'],
  ['"A"=""', ''],
  ['"a"=hex:01,2,', '01,02'],
  ['"a"=hex(2):25,00\t;comment', '25,00'],
  ['"a"=hex(4):02,00,00,00', 2],
  ['"a"=hex(7):', ''],
  ['"a"=hex(ffffffff):56', '56'],
] as const) {
  test(`import takes ${line}`, (t) => {
    const file = under(line);
    t.is(value(file), expected);
    t.deepEqual(file.warnings, []);
  });
}

for (const line of [
  '"a"=dword:',
  '"a"=dword:hello',
  '"a"=dword:000000001',
  '"a"=dword:0x123',
  '"a"=dword:123 456',
  '"a"=dword:00000003#comment',
  '"a"=dword:1234 #5678',
  '"a"=#dword:1',
  '"a"=;dword:1',
  '"a"="x"#comment',
  '"a"="x"  #comment',
  '"a"="x"y"',
  '"a"="x',
  '"a"=x"',
  '"a"=x',
  '"a"=\\"x\\"',
  '"a"="x\\0"',
  '"a"=',
  '"a=dword:1',
  'a=dword:1',
  'a"=dword:1',
  '"a"=-"Test"',
  '"a"=- #comment',
  '"a"=hex(100000000):56',
  '"a"=hex(0x2):56',
  '"a"=hex:25,50,100',
  '"a"=hex:,25',
  '"a"=hex:25,,50',
  '"a"=hex:25,48\\,4f',
  '"a"=hex:25 #comment',
]) {
  test(`import leaves ${line} out, and goes on`, (t) => {
    const file = under('"a"=dword:00000007', line, '"b"=dword:00000001');
    t.is(value(file), 7);
    t.is(value(file, 'b'), 1);
    t.is(file.warnings.length, 1);
    t.regex(file.warnings[0] ?? '', /^x\.reg:5: .* is no /);
  });
}

test('lines with a number sign or a semicolon are comments, also indented, and never go on', (t) => {
  const file = under('#comment\\', '"a"=dword:1', '   ;comment\\', '"b"=dword:2', '#"c"=dword:3', ' \t#"d"=dword:4');
  t.deepEqual(
    ['a', 'b', 'c', 'd'].map((name) => value(file, name)),
    [1, 2, undefined, undefined],
  );
  t.deepEqual(file.warnings, []);
});

for (const [what, lines, expected] of [
  ['over lines', ['"a"=hex:01,\\', '  02,\\', '03'], '01,02,03'],
  ['with comments behind the backslash', ['"a"=hex:01,  \\  ;one', '02,\\;two', '03'], '01,02,03'],
  ['with blank lines and comment lines between', ['"a"=hex:01,\\', '', ' \t', '  ;comment', '02'], '01,02'],
  ['that ends where no backslash is', ['"a"=hex:01,\\', '02,;comment', '  03'], '01,02'],
  ['that begins on the next line', ['"a"=hex(2):\\', '  25,00'], '25,00'],
] as const) {
  test(`hex data ${what}`, (t) => {
    const file = under(...lines, '"b"=dword:1');
    t.is(value(file), expected);
    t.is(value(file, 'b'), 1);
  });
}

test('hex data that ends in a backslash is whole at the end of the file', (t) => {
  t.is(value(parse(['REGEDIT4', `[${KEY}]`, '"a"=hex:56,61,\\'])), '56,61');
});

for (const [what, lines, after] of [
  ['a comment with a number sign between', ['"a"=hex:01,\\', '#comment'], 1],
  ['a comment with a number sign behind the backslash', ['"a"=hex:01,\\#comment'], 1],
  ['no comma before the backslash', ['"a"=hex:01\\'], 1],
  ['a value in place of its next line', ['"a"=hex:01,\\', '"x"="y"'], 1],
  ['the next value in place of its next line', ['"a"=hex:01,\\', ''], undefined],
] as const) {
  test(`hex data with ${what} is left out`, (t) => {
    const file = under(...lines, '"b"=dword:1');
    t.is(value(file), undefined);
    t.is(value(file, 'b'), after);
  });
}

test('texts and numbers do not go on in the next line', (t) => {
  const file = under('"a"=dword:1234\\', '5678', '"b"="one \\', 'two"');
  t.deepEqual([value(file), value(file, 'b'), file.warnings.length], [undefined, undefined, 4]);
});

test('a key may end in a backslash and stand indented, with anything behind it', (t) => {
  for (const line of [`[${KEY}\\]`, `\t [${KEY}]`, `[${KEY}] ;comment`, `[${KEY.toUpperCase()}]`]) {
    t.is(value(parse(['REGEDIT4', line, '"a"=dword:1'])), 1, line);
  }
});

test('values after a line that opens no key belong to none', (t) => {
  for (const line of [`[ ${KEY}]`, `[${KEY}`, `[HKEY_CURRENT_USERS\\Software\\Kit]`, `[-${KEY}]`, '[]']) {
    const file = parse(['REGEDIT4', `[${KEY}]`, '', line, '"a"=dword:1']);
    t.is(value(file), undefined, line);
    t.true(file.warnings.includes('x.reg:5: "\\"a\\"=dword:1" belongs to no key'), line);
  }
  t.is(value(parse(['REGEDIT4', '"a"=dword:1', `[${KEY}]`])), undefined);
});

test('values and keys are deleted', (t) => {
  for (const line of ['"a"=-', '"a"=  -\t', '"A"=- ;comment', `[-${KEY}]`, `[-${KEY}\\]`, '[-HKCU\\Software]']) {
    t.is(value(under('"a"=dword:1', line)), undefined, line);
  }
});

test('the header may be indented', (t) => {
  for (const header of [' \t REGEDIT4', '  Windows Registry Editor Version 5.00']) {
    t.is(value(parse([header, `[${KEY}]`, '"a"=dword:1'])), 1);
  }
});

test('import takes nothing from files of other versions', (t) => {
  for (const header of ['REGEDIT', 'REGEDIT3', 'REGEDIT5', 'REGEDIT 4', 'REGEDIT4FOO', 'REGEDIT4 ']) {
    const file = parse([header, `[${KEY}]`, '"a"=dword:1']);
    t.is(value(file), undefined);
    t.deepEqual(file.warnings, [
      `x.reg:1: import takes nothing from a file that begins with "${header}" instead of REGEDIT4`,
    ]);
  }
});

test('import refuses files of other kinds', (t) => {
  for (const header of ['', 'regedit4', 'AREGEDIT4', 'Windows Registry Editor Version 4.00']) {
    t.throws(() => parse([header, `[${KEY}]`, '"a"=dword:1']), { message: /^x\.reg:1: a \.reg file begins with/ });
  }
});
