import { Buffer } from 'node:buffer';
import type CFB from 'cfb';
import { Unusable } from './unusable.js';

/** The reader of compound files, which is loaded when it is needed. */
export type CompoundReader = typeof CFB;

/** What a compound file has in one of its folders. Names are in small letters: writers disagree. */
export interface Storage {
  readonly streams: Map<string, Uint8Array>;
  readonly storages: Map<string, Storage>;
}

const SIGNATURE: readonly number[] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const STREAM = 2;
const HEADER_BYTES = 512;
/** Where a header says how many sectors the directory, the FAT, the mini FAT and the DIFAT have. */
const COUNTS: readonly number[] = [40, 44, 64, 72];

/**
 * Reads a compound file (MS-CFB).
 *
 * @param bytes - of the file
 * @param reader - the parser
 * @throws Unusable when it is none, or not whole
 */
export function readCompoundFile(bytes: Uint8Array, reader: CompoundReader): Storage {
  if (bytes.length === 0) throw new Unusable('it is empty');
  // The parser takes ZIP and MIME as well, and finds names in them.
  if (SIGNATURE.some((byte, index) => bytes[index] !== byte)) {
    throw new Unusable('it is no compound file, as Outlook saves messages in');
  }
  const root: Storage = emptyStorage();
  const { FullPaths, FileIndex } = parse(bytes, reader);
  FullPaths.forEach((path, index) => {
    const entry = FileIndex[index];
    if (index === 0 || entry === undefined) return;
    const [, ...steps] = path.toLowerCase().replace(/\/$/u, '').split('/');
    const name = steps.pop() ?? '';
    const storage = steps.reduce(storageIn, root);
    if (entry.type !== STREAM) {
      storageIn(storage, name);
      return;
    }
    const content = Uint8Array.from(entry.content ?? []);
    if (content.length !== entry.size) throw new Unusable('it is truncated: a stream of it is not whole');
    storage.streams.set(name, content);
  });
  return root;
}

function parse(bytes: Uint8Array, reader: CompoundReader): CFB.CFB$Container {
  if (!isPlausible(bytes)) throw new Unusable('it is truncated or damaged: its header speaks of more than it has');
  try {
    return reader.read(bytes, { type: 'buffer' });
  } catch {
    // What it throws is a TypeError of its own inside, as a rule.
    throw new Unusable('it is truncated or damaged: its compound file cannot be read to the end');
  }
}

/** The parser believes what a header says of its tables (MS-CFB 2.2), and looks for them for minutes where they are not. */
function isPlausible(bytes: Uint8Array): boolean {
  if (bytes.length < HEADER_BYTES) return false;
  const header = Buffer.from(bytes.buffer, bytes.byteOffset, HEADER_BYTES);
  const sectorShift = header.readUInt16LE(30);
  if (sectorShift !== 9 && sectorShift !== 12) return false;
  const sectors = Math.ceil(bytes.length / (1 << sectorShift));
  return COUNTS.every((at) => header.readUInt32LE(at) <= sectors);
}

function storageIn(parent: Storage, name: string): Storage {
  const known = parent.storages.get(name);
  if (known !== undefined) return known;
  const made = emptyStorage();
  parent.storages.set(name, made);
  return made;
}

function emptyStorage(): Storage {
  return { streams: new Map(), storages: new Map() };
}
