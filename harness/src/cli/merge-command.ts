import { resolve } from 'node:path';
import { exitCodeOf } from '../report/exit-code.js';
import { REPORTERS } from '../report/reporters.js';
import { ConfigurationError } from '../run/input/configuration-error.js';
import { DEFAULTS } from '../run/input/defaults.js';
import { mergeShards } from '../run/merging/merge-shards.js';
import { flagOf } from './certify-flags.js';
import type { Context } from './context.js';
import type { MergeFlags } from './evidence-commands.js';
import { hasColour } from './output.js';
import { WantedReports } from './reports.js';
import { signKeyOf } from './sign-key.js';

/**
 * `mapi-certify merge <dir...>`: judges the shards of a certification as one, and writes the result as that would.
 *
 * @param folders - the output folders of the shards
 * @param flags - the options
 * @param context - where the result goes
 * @returns the exit code, by the verdict
 * @throws ConfigurationError when they are not the shards of one certification
 * @throws ReportError when the result can't be written
 */
export async function mergeFolders(folders: readonly string[], flags: MergeFlags, context: Context): Promise<number> {
  const { out = DEFAULTS.out, signKey, expectedFailures, color } = flags;
  const created = resolve(context.cwd, out);
  const reports = new WantedReports(flags.reports, REPORTERS, context, { created });
  for (const folder of folders) reports.refuseIn(resolve(context.cwd, folder));
  if (expectedFailures !== undefined) {
    reports.refuseOver({ 'the list of expected failures': resolve(context.cwd, expectedFailures) });
  }
  const options = { out, expectedFailures, signKey: signKeyOf(signKey, context.env), cwd: context.cwd };
  const beforeSealing: Parameters<typeof mergeShards>[1]['beforeSealing'] = (report) =>
    reports.writeInto(created, report);
  try {
    const report = await mergeShards(folders, { ...options, beforeSealing });
    await reports.showAndWrite(report, hasColour(context.stdout, color, context.env));
    return exitCodeOf(report);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    throw new ConfigurationError(error.messageWith(flagOf), { cause: error });
  }
}
