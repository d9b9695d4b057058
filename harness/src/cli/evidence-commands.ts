import type { Command } from 'commander';
import type { Reporter } from '../report/reporter.js';
import { DEFAULTS } from '../run/input/defaults.js';
import { partReports, reportOptions } from './certify-flags.js';
import { type ColourFlags, isColoured, noColour, quiet } from './declaration.js';
import { pairs, text, wholeNumber } from './option-values.js';
import type { ReportFiles } from './reports.js';

/** What the command line of `judge` and `report` gives. */
export interface JudgeFlags extends ColourFlags {
  /** The files that `--json` and the like name. */
  readonly reports: ReportFiles;
}

/** What the command line of `merge` gives. */
export interface MergeFlags extends JudgeFlags {
  readonly out?: string;
  readonly signKey?: string;
  readonly expectedFailures?: string;
}

/** What the command line of `verify` gives. */
export interface VerifyFlags extends ColourFlags {
  readonly provider?: string;
  readonly key?: string;
}

/** What the command line of `show` gives. */
export interface ShowFlags extends ColourFlags {
  /** Nothing of a long life is left out. */
  readonly all: boolean;
  /** One life alone, counted from 1. */
  readonly life?: number;
}

/** What the command line of `replay` gives. */
export interface ReplayFlags extends ColourFlags {
  readonly provider?: string;
  readonly profile?: Readonly<Record<string, string>>;
  readonly out?: string;
  readonly keepData?: boolean;
  readonly inspect?: boolean;
}

/** What the commands do that read evidence. */
export interface EvidenceActions {
  readonly judge: (folder: string, flags: JudgeFlags) => Promise<void>;
  readonly report: (folders: readonly string[], flags: JudgeFlags) => Promise<void>;
  readonly show: (folder: string, runs: readonly string[], flags: ShowFlags) => Promise<void>;
  readonly replay: (folder: string, id: string, flags: ReplayFlags) => Promise<void>;
  readonly merge: (folders: readonly string[], flags: MergeFlags) => Promise<void>;
  readonly verify: (path: string, flags: VerifyFlags) => Promise<void>;
}

/**
 * Adds the commands that read evidence.
 *
 * @param program - the command line
 * @param actions - what they do
 * @param reporters - every kind of report; those with an option have one here
 */
export function addEvidenceCommands(program: Command, actions: EvidenceActions, reporters: readonly Reporter[]): void {
  addJudge(program, actions, reporters);
  addReport(program, actions, reporters);
  addShow(program, actions);
  addReplay(program, actions);
  addMerge(program, actions, reporters);
  addVerify(program, actions);
}

function addJudge(program: Command, actions: EvidenceActions, reporters: readonly Reporter[]): void {
  const judge = quiet(program.command('judge'))
    .description('judge a certification again, from the evidence in its --out folder')
    .argument('<dir>', 'the folder that --out named')
    .action((folder: string) => actions.judge(folder, judgeFlags(program, judge, reporters)));
  addReportOptions(judge, reporters);
}

function addReport(program: Command, actions: EvidenceActions, reporters: readonly Reporter[]): void {
  const report = quiet(program.command('report'))
    .description(
      'write reports of a certification, from the evidence in its --out folder; of several: compare them, requirement by requirement',
    )
    .argument('<dir...>', 'the folder that --out named; several are compared')
    .action((folders: readonly string[]) => actions.report(folders, judgeFlags(program, report, reporters)));
  addReportOptions(report, reporters);
}

function addReportOptions(command: Command, reporters: readonly Reporter[]): void {
  command.addOption(noColour());
  for (const option of reportOptions(reporters)) command.addOption(option);
}

function judgeFlags(program: Command, command: Command, reporters: readonly Reporter[]): JudgeFlags {
  const [, reports] = partReports(command.opts<ColourFlags>(), reporters);
  return { reports, color: isColoured(program, command) };
}

function addShow(program: Command, actions: EvidenceActions): void {
  const show = quiet(program.command('show'))
    .description('show recorded runs to be read, from the evidence in the --out folder')
    .argument('<dir>', 'the folder that --out named')
    .argument('[run...]', 'names of runs, for example outlook-exit-trial-2; without one: the table of them')
    .option('--life <n>', 'one life alone', wholeNumber('--life', 1, 1_000_000))
    .option('--all', 'leave nothing of a long life out')
    .addOption(noColour())
    .action((folder: string, runs: readonly string[]) => {
      const { all = false, life } = show.opts<Partial<ShowFlags>>();
      const flags = { all, color: isColoured(program, show) };
      return actions.show(folder, runs, life === undefined ? flags : { ...flags, life });
    });
}

function addReplay(program: Command, actions: EvidenceActions): void {
  const replay = quiet(program.command('replay'))
    .description('play the case of a finding or of a run again, with all settings of the evidence in the --out folder')
    .argument('<dir>', 'the folder that --out named')
    .argument('<finding|run>', 'for example DUR-2 or outlook-exit-trial-2')
    .option('--provider <module>', 'another provider than that of the evidence', text('--provider', 'a module'))
    .option('--profile <key=value>', 'a setting that the evidence keeps secret, or another value', pairs('--profile'))
    .option('--out <dir>', 'where the new evidence goes (default: <dir>-replay)', text('--out', 'a folder'))
    .option('--inspect', 'each process of the case waits for a debugger, and nobody ends it for being slow')
    .option('--keep-data', 'keep the data directories in the new evidence, as each life has left them')
    .addOption(noColour())
    .action((folder: string, id: string) => {
      return actions.replay(folder, id, { ...replay.opts<ReplayFlags>(), color: isColoured(program, replay) });
    });
}

function addMerge(program: Command, actions: EvidenceActions, reporters: readonly Reporter[]): void {
  const merge = quiet(program.command('merge'))
    .description('judge the shards of a certification as one run, from the evidence in the --out folder of each')
    .argument('<dir...>', 'the folder that --out named for each shard')
    .option('--out <dir>', `where the merged evidence goes (default: ${DEFAULTS.out})`, text('--out', 'a folder'))
    .option(
      '--sign-key <file>',
      'sign the certificate; MAPI_CERTIFY_SIGN_KEY does the same',
      text('--sign-key', 'a file'),
    )
    .option(
      '--expected-failures <file>',
      'failures that are known, as JSON, in place of those of the shards',
      text('--expected-failures', 'a JSON file'),
    )
    .addOption(noColour())
    .action((folders: readonly string[]) => {
      const [flags, reports] = partReports(merge.opts<Omit<MergeFlags, 'reports'>>(), reporters);
      return actions.merge(folders, { ...flags, reports, color: isColoured(program, merge) });
    });
  for (const option of reportOptions(reporters)) merge.addOption(option);
}

function addVerify(program: Command, actions: EvidenceActions): void {
  const verify = quiet(program.command('verify'))
    .description('check evidence: signature, files, and that the journals lead to what is told')
    .argument('<dir>', 'the folder that --out named, or the certificate.json out of it')
    .option('--provider <module>', 'it must be this provider that was certified', text('--provider', 'a module'))
    .option('--key <file>', 'it must be signed by the owner of this public key', text('--key', 'a file'))
    .addOption(noColour())
    .action((path: string) => {
      return actions.verify(path, { ...verify.opts<VerifyFlags>(), color: isColoured(program, verify) });
    });
}
