import { Buffer } from 'node:buffer';
import { existsSync, readFileSync } from 'node:fs';
import { COMPRESSED, compressedChunks } from './compressed-file.js';
import { type DataEntry, dataFile } from './layout.js';

/**
 * Reads what the data directories had in them after a life.
 *
 * @param folder - the run's folder
 * @param life - 0-based
 * @returns the files by name; null: nobody has listed them
 * @throws Error naming the file and the line that is no entry
 */
export function readDataListing(folder: string, life: number): readonly DataEntry[] | null {
  const file = dataFile(folder, life);
  const isCompressed = existsSync(file + COMPRESSED);
  if (!isCompressed && !existsSync(file)) return null;
  const text = isCompressed
    ? Buffer.concat([...compressedChunks(file + COMPRESSED)]).toString('utf8')
    : readFileSync(file, 'utf8');
  return text
    .split('\n')
    .slice(0, -1)
    .map((line, index) => {
      const entry = parsed(line);
      if (!isEntry(entry)) throw new Error(`${file}:${index + 1}: not an entry of a listing`);
      return entry;
    });
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function isEntry(value: unknown): value is DataEntry {
  return (
    typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    typeof value.name === 'string' &&
    'bytes' in value &&
    typeof value.bytes === 'number' &&
    'sha256' in value &&
    (value.sha256 === null || typeof value.sha256 === 'string')
  );
}

/** A file of the data directories that is not as it was before a life. At least one of the two is there. */
export interface DataChange {
  readonly name: string;
  readonly before: DataEntry | null;
  readonly after: DataEntry | null;
}

/** What a life has changed in the data directories. */
export interface DataChanges {
  /** By name. */
  readonly changed: readonly DataChange[];
  /** How many files are as they were. */
  readonly unchanged: number;
}

/**
 * Compares two listings.
 *
 * @param before - after the life before; empty for the first one
 * @param after - after the life
 */
export function dataChanges(before: readonly DataEntry[], after: readonly DataEntry[]): DataChanges {
  const [was, is] = [byName(before), byName(after)];
  const names = [...new Set([...was.keys(), ...is.keys()])].sort();
  const changed = names
    .map((name): DataChange => ({ name, before: was.get(name) ?? null, after: is.get(name) ?? null }))
    .filter((change) => !isSame(change));
  return { changed, unchanged: names.length - changed.length };
}

function byName(entries: readonly DataEntry[]): ReadonlyMap<string, DataEntry> {
  return new Map(entries.map((entry) => [entry.name, entry]));
}

/** Of a file that could not be read nobody knows whether it is the same. */
function isSame({ before, after }: DataChange): boolean {
  if (before === null || after === null || before.kind !== after.kind || before.bytes !== after.bytes) return false;
  return before.sha256 === after.sha256 && (before.sha256 !== null || before.kind !== undefined);
}
