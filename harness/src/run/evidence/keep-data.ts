import { createHash } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { copyFile, lstat, mkdir, open, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { hideIn } from '../../life/secrets.js';
import { type DataEntry, dataFile, dataFolder } from '../../recording/layout.js';
import { codeOf } from '../input/configuration-error.js';

const CHUNK_BYTES = 1024 * 1024;

/** The data of a life, and what becomes of it. */
export interface DataRequest {
  /** Of the run's evidence. */
  readonly folder: string;
  /** 0-based. */
  readonly life: number;
  /** The data directories, by the names that they have in the listing. */
  readonly directories: readonly { readonly name: string; readonly path: string }[];
  /** The files themselves are kept as well. */
  readonly copies: boolean;
  /** Values of the profile that nobody may read in the evidence. */
  readonly secrets: readonly string[];
}

/**
 * Leaves in the evidence what the data directories had in them after a life: names, sizes and digests, and where that is
 * asked for the files themselves. A file that has a secret of the profile in it is listed, and not kept.
 *
 * @param request - which life
 * @throws the error of `node:fs` when the evidence can't be written
 */
export async function keepData(request: DataRequest): Promise<void> {
  const { folder, life, directories, secrets } = request;
  const lines: string[] = [];
  for (const { name, path } of directories) {
    for (const file of await filesIn(path, name)) {
      const entry = await entryOf(file, request);
      const shown: DataEntry = { ...entry, name: hideIn(entry.name, secrets) };
      lines.push(`${JSON.stringify(shown)}\n`);
    }
  }
  await writeFile(dataFile(folder, life), lines.join(''));
}

interface DataPath {
  readonly name: string;
  readonly path: string;
  readonly entry: Dirent;
}

/** In the order of their names; a directory that is not there has none. */
async function filesIn(path: string, name: string): Promise<readonly DataPath[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const all: DataPath[] = [];
  for (const entry of entries) {
    const inner = { name: `${name}/${entry.name}`, path: join(path, entry.name) };
    if (entry.isDirectory()) all.push(...(await filesIn(inner.path, inner.name)));
    else all.push({ ...inner, entry });
  }
  return all;
}

async function entryOf(file: DataPath, request: DataRequest): Promise<DataEntry> {
  const { name, path, entry } = file;
  if (!entry.isFile()) return { name, bytes: 0, sha256: null, kind: kindOf(entry) };
  try {
    const { sha256, bytes } = await digestOf(path);
    const leftOut = request.copies ? await copy(file, request) : null;
    return { name, bytes, sha256, ...(leftOut === null ? {} : { leftOut }) };
  } catch (error) {
    // It may have gone meanwhile, or nobody may read it.
    const bytes = await lstat(path).then(
      ({ size }) => size,
      () => 0,
    );
    return { name, bytes, sha256: null, why: codeOf(error) ?? 'unknown' };
  }
}

function kindOf(entry: Dirent): string {
  if (entry.isSymbolicLink()) return 'symbolic link';
  return entry.isSocket() ? 'socket' : entry.isFIFO() ? 'pipe' : 'device';
}

async function digestOf(path: string): Promise<{ readonly sha256: string; readonly bytes: number }> {
  const hash = createHash('sha256');
  const file = await open(path, 'r');
  let bytes = 0;
  try {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    for (;;) {
      const { bytesRead } = await file.read(chunk, 0, chunk.length, null);
      if (bytesRead === 0) break;
      bytes += bytesRead;
      hash.update(chunk.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
  return { sha256: hash.digest('hex'), bytes };
}

/** Null, or why it was not kept. */
async function copy({ name, path }: DataPath, { folder, life, secrets }: DataRequest): Promise<string | null> {
  if (secrets.length > 0) {
    const content = await readFile(path);
    const has = (secret: string): boolean => content.includes(secret) || content.includes(secret, 0, 'utf16le');
    if (secrets.some((secret) => has(secret) || name.includes(secret))) return 'it has a secret of the profile in it';
  }
  const target = join(dataFolder(folder, life), name);
  await mkdir(dirname(target), { recursive: true });
  await copyFile(path, target);
  return null;
}
