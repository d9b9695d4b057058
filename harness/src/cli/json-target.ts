import { closeSync, openSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ConfigurationError, codeOf, messageOf, ReportError } from '../run/configuration-error.js';
import { type OutputStream, writeAll } from './output.js';

/** Where a JSON document goes. */
export interface JsonTarget {
  /** The document is the only thing that may be written to stdout. */
  readonly isStdout: boolean;
  /**
   * Writes the document.
   *
   * @throws ReportError - When it can't be written.
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
    default:
      return messageOf(error);
  }
}

/** Finds out now whether the file can be written, and leaves everything as it was. */
function tryFile(path: string): void {
  let existed = true;
  try {
    if (!statSync(path).isFile()) {
      if (statSync(path).isDirectory()) throw Object.assign(new Error('folder'), { code: 'EISDIR' });
      return;
    }
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    existed = false;
  }
  closeSync(openSync(path, 'a'));
  if (!existed) rmSync(path);
}

async function writeFile(path: string, document: string): Promise<void> {
  const isFile = statSync(path, { throwIfNoEntry: false })?.isFile() ?? true;
  if (!isFile) {
    // a device or a pipe can't be replaced by a file of the same name
    writeFileSync(path, document);
    return;
  }
  const { default: writeFileAtomic } = await import('write-file-atomic');
  await writeFileAtomic(path, document);
}

/**
 * Prepares the place that `--json` names, before anything is run for it.
 *
 * @param given - A file, or `-` for stdout.
 * @param cwd - The directory that the file is relative to.
 * @param stdout - The standard output.
 * @returns The place to write to.
 * @throws ConfigurationError - When the file can't be written.
 */
export function jsonTarget(given: string, cwd: string, stdout: OutputStream): JsonTarget {
  if (given === '-') return { isStdout: true, write: (document) => writeAll(stdout, document) };
  const path = resolve(cwd, given);
  try {
    tryFile(path);
  } catch (error) {
    throw new ConfigurationError(`--json ${given} can't be written: ${reason(error)}`);
  }
  return {
    isStdout: false,
    write: async (document) => {
      try {
        await writeFile(path, document);
      } catch (error) {
        throw new ReportError(`--json ${given} could not be written: ${reason(error)}`);
      }
    },
  };
}
