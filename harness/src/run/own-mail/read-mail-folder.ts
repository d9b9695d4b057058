import { createHash, type Hash } from 'node:crypto';
import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import type { Mail } from '../../life/mail.js';
import { type OwnMail, packOwnMail } from '../../life/own-mail.js';
import type { LeftOutFile, MailReport } from '../../report/report.js';
import { ConfigurationError, codeOf, messageOf } from '../input/configuration-error.js';
import { LIMITS } from './limits.js';
import { MailParser } from './mail-parser.js';
import { reasonOf } from './parse-file.js';
import { Unusable } from './unusable.js';

/** The author's own mail, read. */
export interface MailFolder {
  readonly report: MailReport;
  /** What the processes of the lives read, see `life/own-mail.ts`. */
  readonly packed: Uint8Array;
}

const ENDINGS: readonly string[] = ['.msg', '.eml'];

/**
 * Reads the .msg and .eml files of a folder and of the folders in it, in the order of their names, as many as LIMITS allow.
 *
 * @param given - the folder, as the user named it
 * @param cwd - the working directory
 * @returns the messages; files that are left out are named in the report, each with its reason
 * @throws ConfigurationError when there is no such folder, or not one file that can be used
 */
export async function readMailFolder(given: string, cwd: string): Promise<MailFolder> {
  const folder = resolve(cwd, given);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new ConfigurationError(
      (name) =>
        `${name('mail')} is ${given}, and there is no such folder (looked for ${folder}); give one with .msg or .eml files`,
    );
  }
  const files = listFiles(folder, given);
  if (files.length === 0) {
    throw new ConfigurationError(
      (name) => `${name('mail')} is ${given}, and there is no .msg or .eml file in it or in its folders`,
    );
  }
  const parser = new MailParser();
  const taker = new Taker(folder, parser);
  try {
    for (const file of files) await taker.offer(file);
  } finally {
    await parser.close();
  }
  const { taken, leftOut } = taker;
  if (taken.length === 0) {
    const [first] = leftOut;
    const more = leftOut.length === 1 ? '' : `, and ${leftOut.length - 1} more could not be used`;
    throw new ConfigurationError(
      (name) =>
        `${name('mail')} is ${given}, and not one file in it can be used: ${first?.file}: ${first?.reason}${more}`,
    );
  }
  return { packed: packOwnMail(taken), report: reportOf(given, taker) };
}

function reportOf(folder: string, { taken, leftOut, bytes, values, leftOutValues, digest }: Taker): MailReport {
  return {
    folder,
    files: taken.length,
    bytes,
    values,
    leftOutValues,
    leftOut: leftOut.slice(0, LIMITS.named),
    leftOutFiles: leftOut.length,
    sha256: digest.digest('hex'),
  };
}

/** Takes files as long as there is room. */
class Taker {
  readonly taken: OwnMail[] = [];
  readonly leftOut: LeftOutFile[] = [];
  bytes = 0;
  values = 0;
  leftOutValues = 0;
  /** Over names and bytes of the files that were taken. */
  readonly digest: Hash = createHash('sha256');
  readonly #folder: string;
  readonly #parser: MailParser;

  constructor(folder: string, parser: MailParser) {
    this.#folder = folder;
    this.#parser = parser;
  }

  async offer(file: string): Promise<void> {
    try {
      const path = join(this.#folder, file);
      const { size } = statSync(path);
      this.#assertRoom(size);
      const content = readFileSync(path);
      const { mail, read, leftOutValues } = await this.#parser.parse(file, content);
      const values = countValues(mail);
      this.#assertRoomFor(values);
      this.taken.push({ file, mail, read });
      this.digest.update(`${file}\0${content.length}\0`).update(content);
      this.bytes += size;
      this.values += values;
      this.leftOutValues += leftOutValues;
    } catch (error) {
      this.leftOut.push({ file, reason: reasonOf(error) });
    }
  }

  #assertRoom(size: number): void {
    if (this.taken.length >= LIMITS.messages) {
      throw new Unusable(`${LIMITS.messages} files are taken, and no more`);
    }
    if (size > LIMITS.fileBytes) {
      throw new Unusable(`it has ${mebibytes(size)}; files of up to ${mebibytes(LIMITS.fileBytes)} are taken`);
    }
    if (this.bytes + size > LIMITS.bytes) {
      throw new Unusable(`all files together may have ${mebibytes(LIMITS.bytes)}, and with it they have more`);
    }
  }

  #assertRoomFor(values: number): void {
    const { values: most, allValues } = LIMITS;
    if (values > most) {
      throw new Unusable(
        `it has ${values.toLocaleString('en')} property values; up to ${most.toLocaleString('en')} are taken`,
      );
    }
    if (this.values + values > allValues) {
      throw new Unusable(
        `all files together may have ${allValues.toLocaleString('en')} property values, and with it they have more`,
      );
    }
  }
}

/** The files in a folder and below it, with `/` between names, in the order of these. */
function listFiles(folder: string, given: string): string[] {
  const files: string[] = [];
  let entries = 0;
  const look = (below: string): void => {
    for (const entry of entriesOf(join(folder, below))) {
      entries += 1;
      if (entries > LIMITS.files) {
        throw new ConfigurationError(
          (name) =>
            `${name('mail')} is ${given}, and there are more than ${LIMITS.files.toLocaleString('en')} files in it; give a folder of mail alone`,
        );
      }
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      // No link is followed into another folder, which may be one above.
      if (entry.isDirectory()) look(path);
      else if (ENDINGS.includes(extname(entry.name).toLowerCase())) files.push(path);
    }
  };
  look('');
  return files.sort();
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    throw new ConfigurationError(
      (name) => `${name('mail')}: ${folder} cannot be listed: ${codeOf(error) ?? messageOf(error)}`,
    );
  }
}

function countValues({ properties, named, recipients, attachments }: Mail): number {
  const own = properties.length + named.length + recipients.reduce((sum, row) => sum + row.length, 0);
  return attachments.reduce(
    (sum, { properties: each, named: names = [], embedded }) =>
      sum + each.length + names.length + (embedded === undefined ? 0 : countValues(embedded)),
    own,
  );
}

function mebibytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toLocaleString('en', { maximumFractionDigits: 1 })} MiB`;
}
