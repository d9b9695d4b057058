import { exitCodeOf } from '../report/exit-code.js';
import type { CertificationReport } from '../report/report.js';
import { certify } from '../run/certify.js';
import { closest } from '../run/input/closest.js';
import { ConfigurationError } from '../run/input/configuration-error.js';
import type { CertifyOptions } from '../run/input/options.js';
import type { Remainder } from '../run/process/leftovers.js';
import type { ProgressListener } from '../run/progress.js';
import type { Context } from './context.js';
import { listenForInterruption } from './interruption.js';
import { jsonTarget } from './json-target.js';
import { hasColour, writeAll } from './output.js';
import type { CertifyFlags } from './program.js';
import { createProgress } from './progress.js';
import { writeReport } from './write-report.js';

const OPTION_NAMES =
  /(?<=^|\band )(?=(?:profileFile|farSide|only|skip|scenario|quick|option|reg|client|profile|seed|walks|script|items|budget|jobs|out)\b)/gu;

/** The library speaks of `only`; who types commands knows it as `--only`, and may have mistyped a command. */
function inWordsOfTheCommand(error: unknown, provider: string | undefined): unknown {
  if (!(error instanceof ConfigurationError)) return error;
  const command = provider === undefined ? undefined : closest(provider, ['list', 'explain', 'judge']);
  const meant = command === undefined ? '' : `; or did you mean mapi-certify ${command}?`;
  return new ConfigurationError(error.message.replaceAll(OPTION_NAMES, '--') + meant, { cause: error });
}

function optionsOf(provider: string | undefined, flags: CertifyFlags, context: Context): CertifyOptions {
  const { only, skip, scenario, option, reg, client, profile, seed, items, budget, jobs, out, strict } = flags;
  const { profileFile, farSide, walks, script, quick } = flags;
  const number = option === undefined ? undefined : (Number(option) as 1 | 2 | 3);
  const plain = {
    only,
    skip,
    scenario,
    reg,
    client,
    profile,
    seed,
    items,
    budget,
    jobs,
    out,
    strict,
    walks,
    script,
    quick,
  };
  return { provider, profileFile, farSide, ...plain, option: number, cwd: context.cwd };
}

async function run(
  options: CertifyOptions,
  colour: boolean,
  context: Context,
  remainders: Remainder[],
): Promise<[CertificationReport, number | null]> {
  const wanted = hasColour(context.stderr, colour, context.env);
  const progress = await createProgress(context.stderr, context.env, wanted);
  const interruption = listenForInterruption(progress.stopping);
  const onProgress: ProgressListener = (event) => {
    if (event.kind === 'left-behind') remainders.push(...event.remainders);
    progress.tell(event);
  };
  try {
    const report = await certify({ ...options, signal: interruption.signal, onProgress });
    return [report, interruption.exitCode()];
  } catch (error) {
    throw inWordsOfTheCommand(error, options.provider);
  } finally {
    interruption.dispose();
    progress.dispose();
  }
}

/**
 * `mapi-certify <provider>` or `mapi-certify --profile-file <file>`: certifies, and writes the result.
 *
 * @param provider - The provider as the user named it; undefined: a profile file is named.
 * @param flags - The options.
 * @param context - Where the result goes.
 * @returns The exit code.
 * @throws ConfigurationError - When it can't be done as asked for.
 * @throws ReportError - When the result can't be written.
 */
export async function certifyProvider(
  provider: string | undefined,
  flags: CertifyFlags,
  context: Context,
): Promise<number> {
  if (flags.option !== undefined && flags.reg !== undefined) {
    throw new ConfigurationError('--option and --reg contradict each other: both say what the user chose; give one');
  }
  const remainders: Remainder[] = [];
  try {
    return await certifyAndWrite(provider, flags, context, remainders);
  } finally {
    for (const { path, reason } of remainders) {
      await writeAll(context.stderr, `mapi-certify: ${path} could not be removed: ${reason}\n`);
    }
  }
}

async function certifyAndWrite(
  provider: string | undefined,
  flags: CertifyFlags,
  context: Context,
  remainders: Remainder[],
): Promise<number> {
  const json = flags.json === undefined ? null : jsonTarget(flags.json, context.cwd, context.stdout);
  const [report, interruptedBy] = await run(optionsOf(provider, flags, context), flags.color, context, remainders);
  await writeReport(report, json, flags.color, context);
  return report.completion === 'interrupted' ? (interruptedBy ?? exitCodeOf(report)) : exitCodeOf(report);
}
