import { resolve } from 'node:path';
import { exitCodeOf } from '../report/exit-code.js';
import type { CertificationReport } from '../report/report.js';
import { REPORTERS } from '../report/reporters.js';
import { certifyWith } from '../run/certify.js';
import type { CertifyOptions } from '../run/input/certify-options.js';
import { closest } from '../run/input/closest.js';
import { readConfigFile } from '../run/input/config-file.js';
import { ConfigurationError } from '../run/input/configuration-error.js';
import { DEFAULTS } from '../run/input/defaults.js';
import type { ProgressListener, Remainder } from '../run/input/progress.js';
import { defaultTools, type Tools } from '../run/tools.js';
import { type CertifyFlags, flagOf } from './certify-flags.js';
import { COMMAND_NAMES } from './command-names.js';
import { type AppliedConfig, applyConfig, NoProviderError } from './config.js';
import type { Context } from './context.js';
import { filesRead } from './files-read.js';
import { listenForInterruption } from './interruption.js';
import { hasColour, writeAll } from './output.js';
import { createProgress } from './progress.js';
import { WantedReports } from './reports.js';
import { signKeyOf } from './sign-key.js';
import { forWatching } from './watch-flags.js';

/** The library speaks of `only`; who types commands knows it as `--only`, and may have mistyped a command. */
function inWordsOfTheCommand(error: unknown, provider: string | undefined, config: AppliedConfig): unknown {
  if (!(error instanceof ConfigurationError)) return error;
  const command = provider === undefined ? undefined : closest(provider, COMMAND_NAMES);
  const meant = command === undefined ? '' : `; or did you mean mapi-certify ${command}?`;
  return new ConfigurationError(error.messageWith((option) => config.nameOf(option) ?? flagOf(option)) + meant, {
    cause: error,
  });
}

function optionsOf(provider: string | undefined, flags: CertifyFlags, context: Context): CertifyOptions {
  const { color: _, reports: __, config: ___, watch: ____, option, budget, signKey, timeLimit, ...others } = flags;
  const number = option === undefined ? undefined : (Number(option) as 1 | 2 | 3);
  return {
    ...others,
    provider,
    option: number,
    budgetMs: budget,
    timeLimitMs: timeLimit,
    signKey: signKeyOf(signKey, context.env),
    cwd: context.cwd,
  };
}

/** A certification that a command carries out. */
export interface CommandedCertification {
  readonly options: CertifyOptions;
  /** What its result is written to. */
  readonly reports: WantedReports;
  /** False when `--no-color` is given. */
  readonly colour: boolean;
  /** Other tools than the product's own. */
  readonly tools?: Tools;
  /** What a mistake in the options is for whoever made it. */
  readonly inWords: (error: unknown) => unknown;
}

/**
 * Certifies, tells how far it is, and writes the result.
 *
 * @param certification - the options and the reports
 * @param context - where it is told
 * @returns the exit code
 * @throws ConfigurationError when it can't be done as asked for
 * @throws ReportError when the result can't be written
 */
export async function carryOut(certification: CommandedCertification, context: Context): Promise<number> {
  const remainders: Remainder[] = [];
  try {
    const { reports, colour } = certification;
    const [report, interruptedBy] = await run(certification, context, remainders);
    await reports.showAndWrite(report, hasColour(context.stdout, colour, context.env));
    return report.completion === 'interrupted' ? (interruptedBy ?? exitCodeOf(report)) : exitCodeOf(report);
  } finally {
    for (const { path, reason } of remainders) {
      await writeAll(context.stderr, `mapi-certify: ${path} could not be removed: ${reason}\n`);
    }
  }
}

async function run(
  { options, colour, inWords, tools = defaultTools }: CommandedCertification,
  context: Context,
  remainders: Remainder[],
): Promise<[CertificationReport, number | null]> {
  const wanted = hasColour(context.stderr, colour, context.env);
  const progress = await createProgress(context.stderr, context.env, wanted, options.timeLimitMs);
  const interruption = listenForInterruption(progress.stopping);
  const onProgress: ProgressListener = (event) => {
    if (event.kind === 'left-behind') remainders.push(...event.remainders);
    progress.tell(event);
  };
  try {
    const report = await certifyWith({ ...options, signal: interruption.signal, onProgress }, tools);
    return [report, interruption.exitCode()];
  } catch (error) {
    throw inWords(error);
  } finally {
    interruption.dispose();
    progress.dispose();
  }
}

/**
 * `mapi-certify <provider>` or `mapi-certify --profile-file <file>`: certifies, and writes the result.
 *
 * @param provider - the provider as the user named it; undefined: a profile file is named
 * @param flags - the options
 * @param context - where the result goes
 * @returns the exit code
 * @throws ConfigurationError when it can't be done as asked for
 * @throws ReportError when the result can't be written
 */
export async function certifyProvider(
  provider: string | undefined,
  flags: CertifyFlags,
  context: Context,
): Promise<number> {
  const reportNames = REPORTERS.filter(({ option }) => option !== null).map(({ name }) => name);
  const { config: named } = flags;
  const read = named === false ? null : await readConfigFile(named, context.cwd, reportNames);
  const file = flags.watch === true ? forWatching(read, flags) : read;
  const config = applyConfig(file, optionsOf(provider, flags, context));
  const { options: applied } = config;
  if (applied.provider === undefined && applied.profileFile === undefined) throw new NoProviderError();
  const inWords = (error: unknown): unknown => inWordsOfTheCommand(error, applied.provider, config);
  if (flags.watch === true) {
    const { watchProvider } = await import('./watch-command.js');
    return await watchProvider({ options: applied, colour: flags.color, inWords }, context);
  }
  const out = resolve(context.cwd, applied.out ?? DEFAULTS.out);
  const reports = new WantedReports({ ...file?.reports, ...flags.reports }, REPORTERS, context, {
    created: out,
    nameOf: (name) => (name in flags.reports || file === null ? `--${name}` : `reports.${name} in ${file.shown}:`),
  });
  if (!reports.isEmpty) reports.refuseOver(await filesRead(applied, file?.shown, context.cwd));
  const beforeSealing = (report: CertificationReport): Promise<void> => reports.writeInto(out, report);
  const options = { ...applied, beforeSealing };
  return await carryOut({ options, reports, colour: flags.color, inWords }, context);
}
