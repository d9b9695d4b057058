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

/** A DLL of one section, which lies at another address than in the file. */
function dll(symbols: readonly string[], { needs = ['KERNEL32.dll'], names }: DllParts = {}): Buffer {
  const [head, section, address] = [128, 512, 0x1000];
  const texts = [...symbols, ...needs];
  const namesAt = 40 + 20 * (needs.length + 1);
  const textsAt = namesAt + 4 * symbols.length;
  const addressOf = (text: string): number =>
    address + textsAt + texts.slice(0, texts.indexOf(text)).reduce((sum, { length }) => sum + length + 1, 0);
  const content = Buffer.alloc(textsAt);
  content.writeUInt32LE(symbols.length, 24);
  content.writeUInt32LE(names ?? address + namesAt, 32);
  needs.forEach((name, index) => {
    content.writeUInt32LE(addressOf(name), 40 + 20 * index + 12);
  });
  symbols.forEach((name, index) => {
    content.writeUInt32LE(addressOf(name), namesAt + 4 * index);
  });
  const all = Buffer.concat([content, Buffer.from(texts.map((text) => `${text}\0`).join(''), 'latin1')]);
  const bytes = Buffer.concat([pe(0x8664, 0x20b), Buffer.alloc(section - 256), all]);
  bytes.writeUInt16LE(1, head + 6);
  bytes.writeUInt16LE(240, head + 20);
  bytes.writeUInt32LE(16, head + 24 + 108);
  bytes.writeUInt32LE(names ?? address, head + 24 + 112);
  bytes.writeUInt32LE(address + 40, head + 24 + 120);
  const table = head + 24 + 240;
  bytes.writeUInt32LE(all.length, table + 8);
  bytes.writeUInt32LE(address, table + 12);
  bytes.writeUInt32LE(all.length, table + 16);
  bytes.writeUInt32LE(section, table + 20);
  return bytes;
}

interface DllParts {
  readonly needs?: readonly string[];
  /** Where the table of exports is said to be. */
  readonly names?: number;
}

test('a shared object is read: what it exports, and what it needs', (t) => {
  t.deepEqual(readLibraryHeader(elf(['MSProviderInit', 'helper'], { needs: ['libc.so.6', 'libx.so'] })), {
    format: 'elf',
    bits: 64,
    machine: 'x86-64',
    isLibrary: true,
    exports: ['MSProviderInit', 'helper'],
    imports: [],
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

const RUNS =
  /libraries for x86-64 are certified: shared objects \(\.so\) on Linux, DLLs on Windows, and on Linux through Wine$/;
test(
  'a 32-bit one is refused',
  refused,
  elf([], { bits: 32, machine: 3 }),
  LINUX,
  /^a\.so is a 32-bit shared object \(x86\); libraries/,
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
  'a DLL where there is neither Windows nor Linux is refused',
  refused,
  pe(0x8664, 0x20b),
  { platform: 'darwin', arch: 'x64' },
  /^a\.so is a DLL of Windows, and this is darwin on x64; /,
);
test(
  'a DLL on Windows for ARM is refused',
  refused,
  dll(['MSProviderInit']),
  { platform: 'win32', arch: 'arm64' },
  /and this is win32 on arm64; /,
);
test('a DLL without entry points is refused', refused, dll(['other']), LINUX, /exports none of [^_]*visible\?$/);
test(
  'an entry point with the name that the compiler of Microsoft gives it is told from a missing one',
  refused,
  dll(['?MSProviderInit@@YAJPEAX@Z']),
  LINUX,
  /exports none of .* It exports \?MSProviderInit@@YAJPEAX@Z, which is the name of a C\+\+ function$/,
);
test('a DLL that points out of itself is damaged', refused, dll([], { names: 0x9000 }), LINUX, /^a\.so is damaged: /);

test('a DLL with a provider of any kind passes on Windows, and on Linux for Wine', (t) => {
  for (const entry of ['MSProviderInit', 'XPProviderInit', 'ABProviderInit']) {
    for (const platform of ['win32', 'linux'])
      t.notThrows(() => assertNative('a.dll', dll([entry]), { platform, arch: 'x64' }));
  }
});

test('a DLL is read: what it exports, and what it needs', (t) => {
  t.deepEqual(readLibraryHeader(dll(['ABProviderInit', 'MSProviderInit'], { needs: ['KERNEL32.dll', 'x.dll'] })), {
    format: 'pe',
    bits: 64,
    machine: 'x86-64',
    isLibrary: true,
    exports: ['ABProviderInit', 'MSProviderInit'],
    imports: [],
    needs: ['KERNEL32.dll', 'x.dll'],
  });
});
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
