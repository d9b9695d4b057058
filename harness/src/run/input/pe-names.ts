/** What a DLL exports and needs, by name. */
export interface PeNames {
  readonly exports: readonly string[];
  readonly needs: readonly string[];
}

interface Section {
  readonly virtualAddress: number;
  readonly size: number;
  readonly offset: number;
}

const OPTIONAL_HEADER = 24;
const DIRECTORY_COUNT = 108;
const DIRECTORIES = 112;
const SECTION_BYTES = 40;
const IMPORT_BYTES = 20;
/** A longer list is one that goes on in what is none. */
const MOST_NAMES = 65_536;

/**
 * Reads the names in a 64-bit PE file.
 *
 * @param bytes - of the file
 * @param header - where its PE header begins
 * @returns null: the file ends before they are told
 * @throws RangeError when the file contradicts itself
 */
export function readPeNames(bytes: Buffer, header: number): PeNames | null {
  const optional = header + OPTIONAL_HEADER;
  const count = bytes.readUInt16LE(header + 6);
  const table = optional + bytes.readUInt16LE(header + 20);
  if (optional + DIRECTORIES + 16 > bytes.length || table + count * SECTION_BYTES > bytes.length) return null;
  const sections = Array.from({ length: count }, (_, index): Section => {
    const at = table + index * SECTION_BYTES;
    return {
      virtualAddress: bytes.readUInt32LE(at + 12),
      size: Math.max(bytes.readUInt32LE(at + 8), bytes.readUInt32LE(at + 16)),
      offset: bytes.readUInt32LE(at + 20),
    };
  });
  const directory = (index: number): number =>
    bytes.readUInt32LE(optional + DIRECTORY_COUNT) > index ? bytes.readUInt32LE(optional + DIRECTORIES + 8 * index) : 0;
  return {
    exports: exportsAt(bytes, directory(0), sections),
    needs: needsAt(bytes, directory(1), sections),
  };
}

function exportsAt(bytes: Buffer, address: number, sections: readonly Section[]): readonly string[] {
  if (address === 0) return [];
  const table = placeOf(address, sections);
  const count = Math.min(MOST_NAMES, bytes.readUInt32LE(table + 24));
  if (count === 0) return [];
  const names = placeOf(bytes.readUInt32LE(table + 32), sections);
  return Array.from({ length: count }, (_, index) =>
    textAt(bytes, placeOf(bytes.readUInt32LE(names + 4 * index), sections)),
  );
}

function needsAt(bytes: Buffer, address: number, sections: readonly Section[]): readonly string[] {
  if (address === 0) return [];
  const names: string[] = [];
  for (let at = placeOf(address, sections); names.length < MOST_NAMES; at += IMPORT_BYTES) {
    const name = bytes.readUInt32LE(at + 12);
    if (name === 0) break;
    names.push(textAt(bytes, placeOf(name, sections)));
  }
  return names;
}

/** Where in the file something is that has an address in memory. */
function placeOf(address: number, sections: readonly Section[]): number {
  const section = sections.find((each) => address >= each.virtualAddress && address < each.virtualAddress + each.size);
  if (section === undefined) throw new RangeError(`the address 0x${address.toString(16)} is in no section`);
  return address - section.virtualAddress + section.offset;
}

function textAt(bytes: Buffer, at: number): string {
  return bytes.toString('latin1', at, bytes.indexOf(0, at));
}
