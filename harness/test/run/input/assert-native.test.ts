import test from 'ava';
import { assertNative } from '#harness/run/input/assert-native.js';
import { ConfigurationError } from '#harness/run/input/configuration-error.js';
import { readLibraryHeader } from '#harness/run/input/library-header.js';

const LINUX = { platform: 'linux', arch: 'x64' };

/** An ELF file with a table of symbols and one of needed libraries, as the header of a library has them. */
function elf(symbols: readonly string[], { type = 3, machine = 0x3e, bits = 64, needs = ['libc.so.6'] } = {}): Buffer {
  const texts = Buffer.from(`\0${[...symbols, ...needs].join('\0')}\0`, 'latin1');
  const at = (name: string): number => texts.indexOf(`\0${name}\0`) + 1;
  const dynsym = Buffer.alloc(24 * symbols.length);
  symbols.forEach((name, index) => {
    dynsym.writeUInt32LE(at(name), 24 * index);
    dynsym.writeUInt16LE(7, 24 * index + 6);
  });
  const dynamic = Buffer.alloc(16 * needs.length);
  needs.forEach((name, index) => {
    dynamic.writeBigUInt64LE(1n, 16 * index);
    dynamic.writeBigUInt64LE(BigInt(at(name)), 16 * index + 8);
  });
  const head = Buffer.alloc(64);
  head.write('\x7fELF', 'latin1');
  head[4] = bits === 64 ? 2 : 1;
  head[5] = 1;
  head.writeUInt16LE(type, 16);
  head.writeUInt16LE(machine, 18);
  const parts = [texts, dynsym, dynamic];
  const places = parts.map((_, index) => 64 + parts.slice(0, index).reduce((sum, { length }) => sum + length, 0));
  const sections = Buffer.alloc(64 * 3);
  parts.forEach((part, index) => {
    sections.writeUInt32LE([3, 11, 6][index] as number, 64 * index + 4);
    sections.writeBigUInt64LE(BigInt(places[index] as number), 64 * index + 24);
    sections.writeBigUInt64LE(BigInt(part.length), 64 * index + 32);
  });
  head.writeBigUInt64LE(BigInt(64 + parts.reduce((sum, { length }) => sum + length, 0)), 40);
  head.writeUInt16LE(64, 58);
  head.writeUInt16LE(3, 60);
  return Buffer.concat([head, ...parts, sections]);
}

function pe(machine: number, magic: number, characteristics = 0x2000): Buffer {
  const bytes = Buffer.alloc(256);
  bytes.write('MZ', 'latin1');
  bytes.writeUInt32LE(128, 60);
  bytes.write('PE\0\0', 128, 'latin1');
  bytes.writeUInt16LE(machine, 132);
  bytes.writeUInt16LE(characteristics, 150);
  bytes.writeUInt16LE(magic, 152);
  return bytes;
}

test('a shared object is read: what it exports, and what it needs', (t) => {
  t.deepEqual(readLibraryHeader(elf(['MSProviderInit', 'helper'], { needs: ['libc.so.6', 'libx.so'] })), {
    format: 'elf',
    bits: 64,
    machine: 'x86-64',
    isLibrary: true,
    exports: ['MSProviderInit', 'helper'],
    needs: ['libc.so.6', 'libx.so'],
  });
  t.is(readLibraryHeader(Buffer.from('export const MSProviderInit = 1;')), null);
});

test('a shared object for x86-64 with a provider of any kind passes on Linux', (t) => {
  for (const entry of ['MSProviderInit', 'XPProviderInit', 'ABProviderInit']) {
    t.notThrows(() => assertNative('a.so', elf([entry]), LINUX));
  }
});

const refused = test.macro({
  exec(t, bytes: Buffer, machine: typeof LINUX, words: RegExp) {
    const error = t.throws(() => assertNative('a.so', bytes, machine), { instanceOf: ConfigurationError });
    t.regex(error?.message ?? '', words);
  },
  title: (name = '') => name,
});

const RUNS = /this version certifies shared objects \(\.so\) for x86-64, on Linux/;
test(
  'a 32-bit one is refused',
  refused,
  elf([], { bits: 32, machine: 3 }),
  LINUX,
  /^a\.so is a 32-bit shared object \(x86\); this/,
);
test(
  'one for another machine is refused',
  refused,
  elf([], { machine: 0xb7 }),
  LINUX,
  /^a\.so is a shared object for ARM64; /,
);
test(
  'a program is refused',
  refused,
  elf(['MSProviderInit'], { type: 2 }),
  LINUX,
  /no library: .* an object file or a program/,
);
test(
  'on Windows it is refused',
  refused,
  elf(['MSProviderInit']),
  { platform: 'win32', arch: 'x64' },
  /this is win32 on x64/,
);
test(
  'a DLL is refused, and what runs is said',
  refused,
  pe(0x8664, 0x20b),
  LINUX,
  /^a\.so is a DLL of Windows; this .* shared object$/,
);
test('a 32-bit DLL is refused', refused, pe(0x14c, 0x10b), LINUX, /^a\.so is a 32-bit DLL of Windows \(x86\); /);
test('a program of Windows is refused', refused, pe(0x8664, 0x20b, 0), LINUX, /its header says that it is a program$/);
test('what runs here is said', refused, pe(0xaa64, 0x20b), LINUX, RUNS);
test(
  'an entry point with the name of a C++ function is told from a missing one',
  refused,
  elf(['_Z14MSProviderInitPv']),
  LINUX,
  /exports none of MSProviderInit, .*extern "C".* It exports _Z14MSProviderInitPv, which is the name of a C\+\+ function$/,
);
test('one without entry points is refused', refused, elf(['other']), LINUX, /exports none of [^_]*visible\?$/);
test('one that is cut off is damaged', refused, elf(['MSProviderInit']).subarray(0, 90), LINUX, /^a\.so is damaged: /);
