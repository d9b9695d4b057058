import { readFileSync } from 'node:fs';
import { type ConfigurationError, codeOf, messageOf } from './configuration-error.js';

/** Makes the error of a file, from why it can't be used. */
export type FileError = (why: string) => ConfigurationError;

/**
 * Reads a file that somebody has named.
 *
 * @param path - an absolute path
 * @param wrong - gets why it can't be read
 */
export function readGivenFile(path: string, wrong: FileError): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw wrong(whyUnreadable(error));
  }
}

/**
 * Reads JSON that somebody has written.
 *
 * @param text - what is in the file
 * @param wrong - gets what the parser says, in one line
 */
export function parseGivenJson(text: string, wrong: FileError): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // Node cites the text, with its line feeds.
    throw wrong(messageOf(error).replaceAll(/\s+/gu, ' '));
  }
}

function whyUnreadable(error: unknown): string {
  switch (codeOf(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'there is no such file';
    case 'EISDIR':
      return 'it is a folder; name a file';
    case 'EACCES':
    case 'EPERM':
      return 'there is no permission to read it';
    default:
      return messageOf(error);
  }
}
