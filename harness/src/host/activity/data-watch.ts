import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { readdirSync, readFileSync, statSync } from '../primordials.js';

/** Files up to this size are compared by content, since a mapped file may change without a new time. */
const HASHED_BYTES = 4 * 1024 * 1024;

/** What is known of one file. */
interface FileFacts {
  readonly size: number;
  readonly mtimeNs: bigint;
  readonly content: string | undefined;
}

/** A data directory at one moment: relative path to facts. */
export type Snapshot = ReadonlyMap<string, FileFacts>;

/** A difference between two snapshots. */
export interface FileChange {
  readonly file: string;
  readonly change: string;
}

/**
 * Looks at all files below some directories.
 *
 * @param directories - absolute paths
 * @param withContent - also hash the files' contents
 */
export function takeSnapshot(directories: readonly string[], withContent: boolean): Snapshot {
  const files = new Map<string, FileFacts>();
  for (const directory of directories) collect(directory, '', withContent, files);
  return files;
}

/** Tells what changed from one snapshot to a later one. */
export function changesBetween(before: Snapshot, after: Snapshot): FileChange[] {
  const changes: FileChange[] = [];
  for (const [file, now] of after) {
    const then = before.get(file);
    if (then === undefined) changes.push({ file, change: `created with ${inBytes(now.size)}` });
    else if (then.size < now.size) changes.push({ file, change: `grew by ${inBytes(now.size - then.size)}` });
    else if (then.size > now.size) changes.push({ file, change: `shrank by ${inBytes(then.size - now.size)}` });
    else if (isRewritten(then, now)) changes.push({ file, change: `rewritten, ${inBytes(now.size)}` });
  }
  for (const file of before.keys()) if (!after.has(file)) changes.push({ file, change: 'deleted' });
  return changes;
}

function inBytes(size: number): string {
  return size === 1 ? '1 byte' : `${size.toLocaleString('en')} bytes`;
}

function isRewritten(then: FileFacts, now: FileFacts): boolean {
  if (then.content !== undefined && now.content !== undefined) return then.content !== now.content;
  return then.mtimeNs !== now.mtimeNs;
}

function collect(root: string, below: string, withContent: boolean, files: Map<string, FileFacts>): void {
  let entries: import('node:fs').Dirent[];
  try {
    entries = readdirSync(join(root, below), { withFileTypes: true });
  } catch {
    return;
  }
  for (const entry of entries) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) collect(root, path, withContent, files);
    else if (entry.isFile()) addFile(root, path, withContent, files);
  }
}

function addFile(root: string, path: string, withContent: boolean, files: Map<string, FileFacts>): void {
  const full = join(root, path);
  try {
    const { size, mtimeNs } = statSync(full, { bigint: true });
    const hash = withContent && size <= HASHED_BYTES;
    const content = hash ? contentOf(full) : undefined;
    files.set(path, { size: Number(size), mtimeNs, content });
  } catch {
    // It went away in between, which the next snapshot shows.
  }
}

/** Undefined: its owner lets nobody else read it, as a lock on Windows. Then its time has to do. */
function contentOf(file: string): string | undefined {
  try {
    return createHash('sha1').update(readFileSync(file)).digest('hex');
  } catch {
    return undefined;
  }
}
