import { accessSync, constants, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CertificationReport } from '../../report/report.js';
import type { ReportLayout } from '../../report/reporter.js';
import { JSON_REPORTER, REPORTERS } from '../../report/reporters.js';
import { ConfigurationError, codeOf, messageOf, ReportError } from '../input/configuration-error.js';
import type { Leftovers } from '../process/leftovers.js';
import { FolderLock, LOCK_FILE } from './folder-lock.js';
import { isFull, isPart, writeWholeFile } from './write-whole-file.js';

const REPORT_FILE = JSON_REPORTER.file;
/** What version 1.0 called it. */
const FORMER_REPORT_FILE = 'report.json';
const FILES = REPORTERS.flatMap(({ file, load }) => (file === null ? [] : [{ file, load }]));
/** Whoever opens a file may have any terminal. */
const LAYOUT: ReportLayout = { width: 80, colour: false };
/** So old is nothing that somebody is still writing. */
const ABANDONED_AFTER_MS = 60_000;
/** The file that has every other one with its digest, and what all was certified by. */
export const MANIFEST_FILE = 'manifest.json';
/** The file in which somebody answers for the manifest. */
export const CERTIFICATE_FILE = 'certificate.json';
/** In the output folder: where the runs leave their evidence, and those that were repeated because of a failure. */
export const EVIDENCE_FOLDER = 'evidence';
export const REPETITIONS_FOLDER = 'evidence-of-repetitions';

/**
 * The folder in which a certification leaves its report and evidence.
 *
 * It is ours from `open` to `close`: a second certification into it is turned away, the former report is replaced by one
 * that says "interrupted", and only a complete one takes that one's place.
 */
export class OutFolder {
  readonly path: string;
  readonly #lock: FolderLock;
  readonly #created: string | undefined;
  /** Whether the former result has been replaced. */
  #begun = false;

  private constructor(path: string, lock: FolderLock, created: string | undefined) {
    this.path = path;
    this.#lock = lock;
    this.#created = created;
  }

  /**
   * Takes the folder over. Nothing in it is changed yet.
   *
   * @param path - an absolute path; what is missing of it is created
   * @param leftovers - removes the lock, should this process end before its time
   * @throws ConfigurationError when the folder can't be written, holds something else, or is in use
   * @throws ReportError when the disk is full
   */
  static open(path: string, leftovers: Leftovers): OutFolder {
    const created = create(path);
    try {
      assertOurs(path);
      return new OutFolder(path, FolderLock.acquire(path, leftovers), created);
    } catch (error) {
      if (created !== undefined) rmSync(created, { recursive: true, force: true, maxRetries: 3 });
      throw error;
    }
  }

  /** Where runs leave their evidence. */
  get evidence(): string {
    return join(this.path, EVIDENCE_FOLDER);
  }

  /** Where the runs that were repeated because of a failure leave theirs. */
  get repetitions(): string {
    return join(this.path, REPETITIONS_FOLDER);
  }

  /**
   * Replaces the former result by one that is not finished.
   *
   * @param unfinished - a report that certifies nothing
   * @throws ConfigurationError when the folder can't be written
   * @throws ReportError when the disk is full; a former report is there as it was
   */
  async begin(unfinished: CertificationReport): Promise<void> {
    try {
      await this.#write(unfinished, FILES);
      this.#begun = true;
      // What somebody has answered for is not what is going to be there.
      for (const name of [CERTIFICATE_FILE, MANIFEST_FILE]) rmSync(join(this.path, name), { force: true });
      this.#removeParts();
      const former = join(this.path, FORMER_REPORT_FILE);
      if (isOurReport(former)) rmSync(former);
      await rm(this.evidence, { recursive: true, force: true, maxRetries: 3 });
      await rm(this.repetitions, { recursive: true, force: true, maxRetries: 3 });
      mkdirSync(this.evidence);
    } catch (error) {
      throw unwritable(
        `the output folder ${this.path} can't be written: ${messageOf(error)}; choose another one`,
        error,
      );
    }
  }

  /**
   * Keeps what the recordings don't say, so that everything can be judged again.
   *
   * @param name - of the file, in the folder of the evidence
   * @param document - what it is to hold, as JSON
   * @throws ReportError when it can't be written
   */
  keep(name: string, document: object): void {
    this.#keep(join(this.evidence, name), `${JSON.stringify(document, null, 2)}\n`);
  }

  /**
   * Seals the folder: nothing may be written to it any more.
   *
   * @param manifest - the text of the manifest
   * @param certificate - the text of the certificate
   * @throws ReportError when one of them can't be written
   */
  seal(manifest: string, certificate: string): void {
    this.#keep(join(this.path, MANIFEST_FILE), manifest);
    this.#keep(join(this.path, CERTIFICATE_FILE), certificate);
  }

  #keep(file: string, text: string): void {
    try {
      writeWholeFile(file, text);
    } catch (error) {
      throw new ReportError(
        `the evidence could not be written to ${file}: ${messageOf(error)}; what is there certifies nothing`,
      );
    }
  }

  /**
   * Puts the report in its place.
   *
   * @param report - complete or interrupted
   * @throws ReportError when it can't be written; the unfinished one is there as it was
   */
  async finish(report: CertificationReport): Promise<void> {
    try {
      // The JSON last, which says that all is there.
      await this.#write(report, FILES.toReversed());
    } catch (error) {
      throw new ReportError(
        `the report could not be written to ${join(this.path, REPORT_FILE)}: ${messageOf(error)}; what is there certifies nothing`,
      );
    }
  }

  /** Gives the folder back. */
  close(): void {
    this.#lock.release();
  }

  /**
   * Gives the folder back when the certification could not begin: what was created for it is removed. A former result that
   * has not been replaced keeps its evidence.
   */
  async abandon(): Promise<void> {
    if (this.#created === undefined) {
      if (this.#begun) await rm(this.evidence, { recursive: true, force: true, maxRetries: 3 }).catch(() => {});
      this.close();
      return;
    }
    this.close();
    await rm(this.#created, { recursive: true, force: true, maxRetries: 3 }).catch(() => {});
  }

  async #write(report: CertificationReport, files: typeof FILES): Promise<void> {
    for (const { file, load } of files) {
      const render = await load();
      writeWholeFile(join(this.path, file), render(report, LAYOUT));
    }
  }

  /** What writers that were killed have left; a young one may be about to take its place, for example a `--json` file. */
  #removeParts(): void {
    for (const file of readdirSync(this.path)
      .filter(isPart)
      .map((name) => join(this.path, name))) {
      const part = statSync(file, { throwIfNoEntry: false });
      if (part !== undefined && Date.now() - part.mtimeMs > ABANDONED_AFTER_MS) rmSync(file, { force: true });
    }
  }
}

/** A full disk is no mistake of whoever named the folder. */
function unwritable(message: string, error: unknown): ConfigurationError | ReportError {
  return isFull(error) ? new ReportError(message) : new ConfigurationError(message);
}

/** Creates a folder, and gives the topmost one that had to be created for it. */
function create(path: string): string | undefined {
  try {
    const created = createMissing(path);
    if (!statSync(path).isDirectory()) throw new Error('it is a file');
    accessSync(path, constants.W_OK | constants.X_OK);
    return created;
  } catch (error) {
    const why = codeOf(error) === 'ENOTDIR' ? 'part of its path is a file' : messageOf(error);
    throw unwritable(`the output folder ${path} can't be written: ${why}; choose another one`, error);
  }
}

/** Not by node's `recursive`, which never returns where a file system says ENOENT to every new folder, as /proc does. */
function createMissing(path: string): string | undefined {
  if (existsSync(path)) return undefined;
  const parent = dirname(path);
  const created = parent === path ? undefined : createMissing(parent);
  mkdirSync(path);
  return created ?? path;
}

function assertOurs(path: string): void {
  const entries = readdirSync(path).filter((entry) => entry !== LOCK_FILE && !isPart(entry));
  if (entries.length === 0 || [REPORT_FILE, FORMER_REPORT_FILE].some((name) => isOurReport(join(path, name)))) return;
  throw new ConfigurationError(
    `the output folder ${path} is not empty and not a report of mapi-certify; choose another one, or empty it`,
  );
}

function isOurReport(file: string): boolean {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as Partial<CertificationReport> | null;
    return report?.format === 1 && report.tool?.name === 'mapi-certify';
  } catch {
    return false;
  }
}
