import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CertificationReport } from '../report/report.js';
import type { Reporter, ReportLayout } from '../report/reporter.js';
import { TERMINAL_REPORTER } from '../report/reporters.js';
import { MANIFEST_FILE } from '../run/folders/out-folder.js';
import { ConfigurationError } from '../run/input/configuration-error.js';
import type { Context } from './context.js';
import { showOnGithub } from './github.js';
import { widthOf, writeAll } from './output.js';
import { type ReportTarget, reportTarget } from './report-target.js';

/** The files that options such as `--json` name, by the name of the report. */
export type ReportFiles = Readonly<Record<string, string>>;

/** What is to be known of the reports besides their files. */
export interface ReportNaming {
  /** A folder that will be there when they are written. */
  readonly created?: string;
  /** How whoever asked for a report has named it; by its option, unless given. */
  readonly nameOf?: (report: string) => string;
}

/** The reports that a command line or a configuration file asks for, each with its place: of a certification, unless said. */
export class WantedReports<S = CertificationReport> {
  readonly #context: Context;
  readonly #wanted: readonly (readonly [Reporter<S>, ReportTarget])[];
  /** Those that are written. */
  readonly #written = new Set<Reporter<S>>();

  /**
   * Finds out whether each can be written, before anything is run for it.
   *
   * @param files - what is asked for
   * @param reporters - every kind of report
   * @param context - where they go
   * @param naming - the folder that is going to be made, and who asked
   * @throws ConfigurationError when a file can't be written, or two reports would be mixed on stdout
   * @throws ReportError when the disk is full
   */
  constructor(
    files: ReportFiles,
    reporters: readonly Reporter<S>[],
    context: Context,
    { created, nameOf = (report) => `--${report}` }: ReportNaming = {},
  ) {
    this.#context = context;
    this.#wanted = reporters.flatMap((reporter) => {
      const given = files[reporter.name];
      if (given === undefined) return [];
      return [[reporter, reportTarget(nameOf(reporter.name), given, context.cwd, context.stdout, created)] as const];
    });
    const [first, second] = this.#wanted.filter(([, { isStdout }]) => isStdout).map(([{ name }]) => nameOf(name));
    if (second !== undefined) {
      throw new ConfigurationError(`${first} and ${second} can't both go to stdout; name a file for one of them`);
    }
  }

  /** Whether none is asked for by name. */
  get isEmpty(): boolean {
    return this.#wanted.length === 0;
  }

  /**
   * Refuses to add to evidence that is sealed, or to change it: it would no longer be verified.
   *
   * @param folder - the evidence, an absolute path
   * @throws ConfigurationError when a report goes there
   */
  refuseIn(folder: string): void {
    const sealed = existsSync(join(folder, MANIFEST_FILE));
    const within = sealed ? this.#wanted.find(([, target]) => target.isIn(folder)) : undefined;
    if (within === undefined) return;
    throw new ConfigurationError(
      `${within[1].given} is in evidence that is sealed, which would no longer be verified; name a file outside of it`,
    );
  }

  /**
   * Refuses to write over what the command reads.
   *
   * @param files - by the words for them: absolute paths
   * @throws ConfigurationError when a report would take the place of one
   */
  refuseOver(files: Readonly<Record<string, string>>): void {
    for (const [words, file] of Object.entries(files)) {
      const over = this.#wanted.find(([, target]) => target.isFile(file));
      if (over === undefined) continue;
      throw new ConfigurationError(`${over[1].given} would be written over ${words}; name another file`);
    }
  }

  /**
   * Writes those that go into a folder which is going to be sealed: there they are part of the evidence.
   *
   * @param folder - an absolute path
   * @param report - the certification
   * @throws ReportError when one can't be written
   */
  async writeInto(folder: string, report: S): Promise<void> {
    for (const [reporter, target] of this.#wanted) {
      if (!target.isIn(folder)) continue;
      const render = await reporter.load();
      await target.write(render(report, { width: widthOf(this.#context.stdout), colour: false }));
      this.#written.add(reporter);
    }
  }

  /**
   * Shows the result to whoever looks: on stdout, unless that is for a report alone, and where GitHub shows results. Then
   * writes all that is asked for and not yet written.
   *
   * @param report - the certification
   * @param colour - whether stdout shows colours
   * @throws ReportError when one can't be written
   */
  async showAndWrite(this: WantedReports, report: CertificationReport, colour: boolean): Promise<void> {
    const { stdout, stderr } = this.#context;
    const isFree = !this.#wanted.some(([, { isStdout }]) => isStdout);
    if (isFree) {
      const render = await TERMINAL_REPORTER.load();
      await writeAll(stdout, render(report, { width: widthOf(stdout), colour }));
    }
    await this.write(report, colour);
    await showOnGithub(report, { ...this.#context, stdout: isFree ? stdout : stderr });
  }

  /**
   * Writes all that is asked for and not yet written.
   *
   * @param report - the certification
   * @param colour - whether stdout shows colours
   * @throws ReportError when one can't be written
   */
  async write(report: S, colour: boolean): Promise<void> {
    const layout: ReportLayout = { width: widthOf(this.#context.stdout), colour };
    for (const [reporter, target] of this.#wanted.filter(([each]) => !this.#written.has(each))) {
      const render = await reporter.load();
      await target.write(render(report, target.isStdout ? layout : { ...layout, colour: false }));
    }
  }
}
