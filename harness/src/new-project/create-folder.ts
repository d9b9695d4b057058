import { randomBytes } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { codeOf } from '../run/input/configuration-error.js';
import type { ProjectFiles } from './project-files.js';

/** Why there can be no new folder of a name. */
export type Obstacle = 'not-empty' | 'no-folder';

/**
 * What is in the way of a new folder.
 *
 * @param folder - its path
 * @returns undefined where there is nothing yet, or an empty folder
 * @throws the error of `node:fs` when that can't be told
 */
export function obstacleTo(folder: string): Obstacle | undefined {
  try {
    return readdirSync(folder).length === 0 ? undefined : 'not-empty';
  } catch (error) {
    const code = codeOf(error);
    if (code !== 'ENOENT' && code !== 'ENOTDIR') throw error;
    // A symbolic link to nowhere is something, too.
    return isThere(folder) ? 'no-folder' : undefined;
  }
}

/**
 * Makes a folder with all of its files, or none: they are written elsewhere on the same disk, and take their names when all
 * are there. An empty folder that is there already is kept, for somebody may be in it; folders above it are made.
 *
 * @param folder - its path, absolute; nothing but an empty folder may be there
 * @param files - what is to be in it
 * @throws the error of `node:fs`; what was made is gone then
 */
export function createFolder(folder: string, files: ProjectFiles): void {
  const isKept = isThere(folder);
  const parent = isKept ? folder : dirname(folder);
  const missing = missingUpTo(parent);
  // Not by mkdtemp, which makes a folder that only its owner may read.
  const part = join(parent, `.mapi-certify-${randomBytes(6).toString('hex')}.part`);
  try {
    // One after the other: with `recursive` a disk that is read-only is told as a folder that is not there.
    for (const above of missing.toReversed()) mkdirSync(above);
    mkdirSync(part);
    write(part, files);
    if (isKept) moveInto(folder, part);
    else renameSync(part, folder);
  } catch (error) {
    rmSync(part, { recursive: true, force: true });
    for (const made of missing) removeEmpty(made);
    throw error;
  }
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** The folders of a path that are not there yet, the lowest first. */
function missingUpTo(folder: string): readonly string[] {
  return isThere(folder) ? [] : [folder, ...missingUpTo(dirname(folder))];
}

function write(folder: string, files: ProjectFiles): void {
  for (const [path, text] of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { flag: 'wx', flush: true });
  }
}

/** One name after the other; when one can't be given, those before are taken back. */
function moveInto(folder: string, part: string): void {
  const moved: string[] = [];
  try {
    for (const name of readdirSync(part)) {
      if (isThere(join(folder, name))) throw Object.assign(new Error(`${name} is there meanwhile`), { code: 'EEXIST' });
      renameSync(join(part, name), join(folder, name));
      moved.push(name);
    }
    rmdirSync(part);
  } catch (error) {
    for (const name of moved) rmSync(join(folder, name), { recursive: true, force: true });
    throw error;
  }
}

/** Where somebody has put something there meanwhile, it stays. */
function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // The error that led here counts.
  }
}
