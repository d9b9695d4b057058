import { accessSync, closeSync, constants, existsSync, openSync, realpathSync, rmSync, statSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { isFull, targetOf, writeWholeFile } from '../run/folders/write-whole-file.js';
import { ConfigurationError, codeOf, messageOf, ReportError } from '../run/input/configuration-error.js';
import { type OutputStream, writeAll } from './output.js';

/** Where a report goes that an option asked for. */
export interface ReportTarget {
  /** The report is the only thing that may be written to stdout. */
  readonly isStdout: boolean;
  /** As the command line says it. */
  readonly given: string;
  /** Whether it is a file in a folder, however deep. */
  readonly isIn: (folder: string) => boolean;
  /** Whether it would take the place of this file. */
  readonly isFile: (file: string) => boolean;
  /**
   * Writes the document.
   *
   * @throws ReportError when it can't be written
   */
  readonly write: (document: string) => Promise<void>;
}

function reason(error: unknown): string {
  switch (codeOf(error)) {
    case 'ENOENT':
      return 'its folder does not exist';
    case 'EISDIR':
      return 'it is a folder; name a file in it';
    case 'ENOTDIR':
      return 'a part of its path is not a folder';
    case 'EACCES':
    case 'EPERM':
      return 'there is no permission to write it';
    case 'EROFS':
      return 'the file system is read-only';
    case 'ENOSPC':
    case 'EDQUOT':
      return 'the disk is full';
    case 'EFBIG':
      return 'it is larger than a file may be';
    default:
      return messageOf(error);
  }
}

/** Finds out now whether the file can be written, and leaves everything as it was. */
function tryFile(path: string): void {
  const target = targetOf(path);
  const former = statSync(target, { throwIfNoEntry: false });
  if (former?.isDirectory() === true) throw Object.assign(new Error('folder'), { code: 'EISDIR' });
  if (former?.isFile() === false) return;
  // It will be replaced by another one of its folder.
  accessSync(dirname(target), constants.W_OK | constants.X_OK);
  closeSync(openSync(target, 'a'));
  if (former === undefined) rmSync(target);
}

/**
 * Prepares the place of a report, before anything is run for it.
 *
 * @param name - how the user has named it, for example `--json`
 * @param given - a file, or `-` for stdout
 * @param cwd - the directory that the file is relative to
 * @param stdout - the standard output
 * @param created - a folder that will be there when the report is written; whether it can be is for its creator to find out
 * @returns the place to write to
 * @throws ConfigurationError when the file can't be written
 * @throws ReportError when the disk is full
 */
export function reportTarget(
  name: string,
  given: string,
  cwd: string,
  stdout: OutputStream,
  created?: string,
): ReportTarget {
  if (given === '-') {
    return {
      isStdout: true,
      given: `${name} -`,
      isIn: () => false,
      isFile: () => false,
      write: (document) => writeAll(stdout, document),
    };
  }
  const path = resolve(cwd, given);
  try {
    if (dirname(path) !== created || existsSync(created)) tryFile(path);
  } catch (error) {
    const message = `${name} ${given} can't be written: ${reason(error)}`;
    throw isFull(error) ? new ReportError(message) : new ConfigurationError(message);
  }
  return {
    isStdout: false,
    given: `${name} ${given}`,
    isIn: (folder) => {
      // A folder that is going to be made is in none that is there.
      if (!existsSync(dirname(path))) return false;
      return `${realpathSync(dirname(targetOf(path)))}${sep}`.startsWith(`${realpathSync(folder)}${sep}`);
    },
    isFile: (file) => existsSync(path) && existsSync(file) && realpathSync(path) === realpathSync(file),
    write: async (document) => {
      try {
        writeWholeFile(path, document);
      } catch (error) {
        throw new ReportError(`${name} ${given} could not be written: ${reason(error)}`);
      }
    },
  };
}
