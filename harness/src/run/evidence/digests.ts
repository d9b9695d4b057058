import { createHash } from 'node:crypto';
import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { Requirement } from '../../catalogue/requirement.js';

const CHUNK_BYTES = 256 * 1024;

/** The digest of something in memory: SHA-256, hexadecimal. */
export function digestOfBytes(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}

/**
 * The digest of a file, in constant memory.
 *
 * @param path - the file
 * @returns its length and SHA-256, hexadecimal
 * @throws the error of `node:fs`
 */
export function digestOfFile(path: string): { readonly bytes: number; readonly sha256: string } {
  const hash = createHash('sha256');
  const file = openSync(path, 'r');
  let bytes = 0;
  try {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    for (let length = -1; length !== 0; ) {
      length = readSync(file, chunk, 0, chunk.length, null);
      bytes += length;
      hash.update(chunk.subarray(0, length));
    }
  } finally {
    closeSync(file);
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** The code of mapi-certify, as it is installed: what runs, and nothing beside it. */
const CODE: readonly string[] = ['bin', 'dist', 'schemas'];
const ROOT: string = join(import.meta.dirname, '..', '..', '..');

/** The digest of this version of mapi-certify: of all files that it runs, each with its name. */
export function harnessDigest(): string {
  ownDigest ??= digestOfCode();
  return ownDigest;
}

/** What runs in this process does not change any more. */
let ownDigest: string | undefined;

function digestOfCode(): string {
  const hash = createHash('sha256');
  for (const folder of CODE) {
    const names = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
    for (const name of names.map((each) => each.replaceAll('\\', '/')).sort()) {
      if (/\.js(?:on)?$/.test(name))
        hash.update(`${folder}/${name} ${digestOfBytes(readFileSync(join(ROOT, folder, name)))}\n`);
    }
  }
  return hash.digest('hex');
}

/**
 * The digest of a catalogue: of all that it says.
 *
 * @param catalogue - its requirements
 */
export function catalogueDigest(catalogue: readonly Requirement[]): string {
  // Judges are functions, which are in the digest of the harness.
  return digestOfBytes(JSON.stringify(catalogue));
}
