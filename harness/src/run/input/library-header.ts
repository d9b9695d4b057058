import { readPeNames } from './pe-names.js';

/** What the header of a compiled library says, read without loading it. */
export interface LibraryHeader {
  readonly format: 'elf' | 'pe';
  readonly bits: 32 | 64;
  /** `x86-64`, or another in words. */
  readonly machine: string;
  /** A library, not a program or an object file. */
  readonly isLibrary: boolean;
  /** Null: nothing is said of what it exports, which keeps nobody from loading it. */
  readonly exports: readonly string[] | null;
  /** What it takes from other libraries: of an ELF file alone. */
  readonly imports: readonly string[];
  /** The libraries that it needs, by name. */
  readonly needs: readonly string[];
}

/**
 * Reads the header of an ELF or PE file.
 *
 * @returns null: it is neither
 * @throws Error when it is cut off or contradicts itself
 */
export function readLibraryHeader(bytes: Buffer): LibraryHeader | null {
  if (bytes.length > 20 && bytes.readUInt32BE(0) === 0x7f454c46) return readElf(bytes);
  if (bytes.length > 64 && bytes.toString('latin1', 0, 2) === 'MZ') return readPe(bytes);
  return null;
}

const ELF_MACHINES: ReadonlyMap<number, string> = new Map([
  [0x03, 'x86'],
  [0x28, 'ARM'],
  [0x3e, 'x86-64'],
  [0xb7, 'ARM64'],
  [0xf3, 'RISC-V'],
]);

const PE_MACHINES: ReadonlyMap<number, string> = new Map([
  [0x014c, 'x86'],
  [0x01c4, 'ARM'],
  [0x8664, 'x86-64'],
  [0xaa64, 'ARM64'],
]);

const ET_DYN = 3;
const SHT_DYNAMIC = 6;
const SHT_DYNSYM = 11;
const DT_NEEDED = 1;

interface Section {
  readonly type: number;
  readonly offset: number;
  readonly size: number;
  /** The section with its texts, as a rule. */
  readonly link: number;
}

function readElf(bytes: Buffer): LibraryHeader {
  const bits = bytes[4] === 2 ? 64 : 32;
  const isBig = bytes[5] === 2;
  const code = isBig ? bytes.readUInt16BE(18) : bytes.readUInt16LE(18);
  const machine = ELF_MACHINES.get(code) ?? `machine ${code}`;
  const isLibrary = (isBig ? bytes.readUInt16BE(16) : bytes.readUInt16LE(16)) === ET_DYN;
  // What cannot be loaded here anyway is looked at no further.
  if (bits === 32 || isBig) return { format: 'elf', bits, machine, isLibrary, exports: null, imports: [], needs: [] };
  const sections = elfSections(bytes);
  const dynsym = sections.find(({ type }) => type === SHT_DYNSYM);
  const dynamic = sections.find(({ type }) => type === SHT_DYNAMIC);
  return {
    format: 'elf',
    bits,
    machine,
    isLibrary,
    exports: dynsym === undefined ? null : elfSymbols(bytes, dynsym, sections, true),
    imports: dynsym === undefined ? [] : elfSymbols(bytes, dynsym, sections, false),
    needs: dynamic === undefined ? [] : elfNeeds(bytes, dynamic, sections),
  };
}

function elfSections(bytes: Buffer): readonly Section[] {
  const [start, size, count] = [Number(bytes.readBigUInt64LE(40)), bytes.readUInt16LE(58), bytes.readUInt16LE(60)];
  return Array.from({ length: start === 0 ? 0 : count }, (_, index) => {
    const at = start + index * size;
    return {
      type: bytes.readUInt32LE(at + 4),
      offset: Number(bytes.readBigUInt64LE(at + 24)),
      size: Number(bytes.readBigUInt64LE(at + 32)),
      link: bytes.readUInt32LE(at + 40),
    };
  });
}

/** What is defined and visible, or else what has to be found elsewhere. */
function elfSymbols(
  bytes: Buffer,
  { offset, size, link }: Section,
  sections: readonly Section[],
  areDefined: boolean,
): readonly string[] {
  const names: string[] = [];
  for (let at = offset; at + 24 <= offset + size; at += 24) {
    const section = bytes.readUInt16LE(at + 6);
    if ((section !== 0) !== areDefined) continue;
    names.push(textIn(bytes, sections[link], bytes.readUInt32LE(at)));
  }
  return names.filter((name) => name !== '');
}

function elfNeeds(bytes: Buffer, { offset, size, link }: Section, sections: readonly Section[]): readonly string[] {
  const names: string[] = [];
  for (let at = offset; at + 16 <= offset + size; at += 16) {
    if (bytes.readBigUInt64LE(at) !== BigInt(DT_NEEDED)) continue;
    names.push(textIn(bytes, sections[link], Number(bytes.readBigUInt64LE(at + 8))));
  }
  return names;
}

function textIn(bytes: Buffer, texts: Section | undefined, at: number): string {
  if (texts === undefined) return '';
  const start = texts.offset + at;
  return bytes.toString('latin1', start, bytes.indexOf(0, start));
}

function readPe(bytes: Buffer): LibraryHeader {
  const header = bytes.readUInt32LE(60);
  if (header + 26 > bytes.length || bytes.toString('latin1', header, header + 4) !== 'PE\0\0') {
    throw new Error('it begins as a program for DOS, and has no PE header');
  }
  const code = bytes.readUInt16LE(header + 4);
  const IMAGE_FILE_DLL = 0x2000;
  const bits = bytes.readUInt16LE(header + 24) === 0x20b ? 64 : 32;
  // What cannot be loaded anywhere here is looked at no further.
  const names = bits === 64 ? readPeNames(bytes, header) : null;
  return {
    format: 'pe',
    bits,
    machine: PE_MACHINES.get(code) ?? `machine 0x${code.toString(16)}`,
    isLibrary: (bytes.readUInt16LE(header + 22) & IMAGE_FILE_DLL) !== 0,
    exports: names?.exports ?? null,
    imports: [],
    needs: names?.needs ?? [],
  };
}
