import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  openSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { codeOf } from '../input/configuration-error.js';

/** As many symbolic links as Linux follows in one path. */
const MOST_LINKS = 40;
const PART = /^\.mapi-certify-[0-9a-f]{12}\.part$/;

/** Writes some bytes of a buffer to an open file, and tells how many: `fs.writeSync`, unless a test has another one. */
export type WriteBytes = (descriptor: number, bytes: Uint8Array, offset: number) => number;

/**
 * Replaces a file as a whole: whoever reads it finds the old content or the new one, also when the disk gets full.
 *
 * The content is written beside the file, flushed to the disk and measured, and only then takes the file's name. A
 * symbolic link is followed; the mode of the file that is replaced is kept, and its owner where that is allowed. A device
 * or a pipe cannot be replaced, and is written to.
 *
 * @param path - the file; its folder exists
 * @param content - the text
 * @param write - for tests
 * @throws the error of `node:fs`; the old file is there as it was, and nothing beside it
 */
export function writeWholeFile(path: string, content: string, write: WriteBytes = writeSync): void {
  const target = targetOf(path);
  const former = statSync(target, { throwIfNoEntry: false });
  if (former?.isFile() === false) {
    writeFileSync(target, content);
    return;
  }
  const part = partBeside(target);
  try {
    createWholeFile(part, content, { former, write });
    renameSync(part, target);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}

/** What a new file is made with. */
export interface Creation {
  /** The file whose mode and owner the new one gets. */
  readonly former?: Stats | undefined;
  /** For tests. */
  readonly write?: WriteBytes;
}

/**
 * Creates a file with all of its content on the disk, or none.
 *
 * @param path - where there is no file yet
 * @param content - the text
 * @throws the error of `node:fs`, `EEXIST` where there is a file; what was begun is removed
 */
export function createWholeFile(path: string, content: string, { former, write = writeSync }: Creation = {}): void {
  const descriptor = openSync(path, 'wx');
  try {
    try {
      if (former !== undefined) copyOwnerAndMode(descriptor, former);
      writeAllBytes(descriptor, Buffer.from(content), write);
    } finally {
      // Network file systems tell of a full disk no sooner than here.
      closeSync(descriptor);
    }
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  }
}

/**
 * A name for what is going to be another file of the same folder.
 *
 * @param path - the file
 * @returns a path that is not in use
 */
export function partBeside(path: string): string {
  return join(dirname(path), `.mapi-certify-${randomBytes(6).toString('hex')}.part`);
}

/**
 * Whether a file is one that {@link partBeside} has named; it is still there when its writer was killed.
 *
 * @param name - the file's name, without its folder
 */
export function isPart(name: string): boolean {
  return PART.test(name);
}

/**
 * The file that a path leads to, there or not yet: symbolic links are followed, also one to nowhere.
 *
 * @param path - a path
 * @returns an absolute path
 * @throws the error of `node:fs` where the folder is not there
 */
export function targetOf(path: string): string {
  let target = resolve(path);
  for (let links = 0; links <= MOST_LINKS; links += 1) {
    target = join(realpathSync(dirname(target)), basename(target));
    if (lstatSync(target, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return target;
    target = resolve(dirname(target), readlinkSync(target));
  }
  throw Object.assign(new Error(`ELOOP: too many symbolic links, '${path}'`), { code: 'ELOOP' });
}

/**
 * Whether something could not be written for want of room: nobody's mistake, and not to be foreseen.
 *
 * @param error - anything that was thrown
 */
export function isFull(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(codeOf(error) ?? '');
}

/** `write` may take fewer bytes than it is given, as it does on a disk that gets full: only the next one then fails. */
function writeAllBytes(descriptor: number, bytes: Uint8Array, write: WriteBytes): void {
  for (let offset = 0; offset < bytes.length; ) {
    const written = write(descriptor, bytes, offset);
    if (written <= 0) throw incomplete(offset, bytes.length);
    offset += written;
  }
  fsyncSync(descriptor);
  const { size } = fstatSync(descriptor);
  if (size !== bytes.length) throw incomplete(size, bytes.length);
}

function incomplete(written: number, expected: number): Error {
  const message = `${written.toLocaleString('en')} of ${expected.toLocaleString('en')} bytes were written`;
  return Object.assign(new Error(`EIO: ${message}`), { code: 'EIO' });
}

/** Only root may give files away, and some file systems have neither owners nor modes. */
function copyOwnerAndMode(descriptor: number, { mode, uid, gid }: Stats): void {
  for (const copy of [() => fchownSync(descriptor, uid, gid), () => fchmodSync(descriptor, mode & 0o7777)]) {
    try {
      copy();
    } catch (error) {
      if (!['EPERM', 'EINVAL', 'ENOSYS'].includes(codeOf(error) ?? '')) throw error;
    }
  }
}
