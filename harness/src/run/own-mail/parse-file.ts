import { extname } from 'node:path';
import { codeOf, messageOf } from '../input/configuration-error.js';
import type { CompoundReader } from './compound-file.js';
import { type MimeParser, readEmlFile } from './eml-file.js';
import { readMsgFile } from './msg-file.js';
import type { ReadMail } from './read-mail.js';
import { Unusable } from './unusable.js';

/** A file to be read. */
export interface FileToParse {
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** What came of it: the message, or why there is none. */
export type ParsedFile = ReadMail | { readonly reason: string };

/**
 * Reads a file by its ending. The parsers are loaded when there is a file for them.
 *
 * @param file - what is in it
 */
export async function parseFile({ file, bytes }: FileToParse): Promise<ParsedFile> {
  try {
    if (extname(file).toLowerCase() === '.msg') return readMsgFile(bytes, await compoundReader());
    return await readEmlFile(bytes, await mimeParser());
  } catch (error) {
    return { reason: reasonOf(error) };
  }
}

/**
 * Why a file is left out, in words.
 *
 * @param error - what was thrown
 */
export function reasonOf(error: unknown): string {
  if (error instanceof Unusable) return error.message;
  // A mistake of ours, or of a parser's, is none of the other files': they are taken.
  return `it cannot be read: ${codeOf(error) ?? messageOf(error)}`;
}

async function compoundReader(): Promise<CompoundReader> {
  return (await import('cfb')).default;
}

async function mimeParser(): Promise<MimeParser> {
  return (await import('postal-mime')).default;
}
