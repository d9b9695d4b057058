import { Command, CommanderError, Option } from 'commander';
import { STARTER_KINDS } from '../new-project/starter-kinds.js';
import type { Reporter } from '../report/reporter.js';
import { REPORTERS } from '../report/reporters.js';
import { closest } from '../run/input/closest.js';
import { ConfigurationError } from '../run/input/configuration-error.js';
import { DEFAULTS } from '../run/input/defaults.js';
import { type CertifyFlags, certifyOptions, partReports, reportOptions } from './certify-flags.js';
import { SHELL_NAMES } from './completion-shells.js';
import type { InitFlags } from './init-command.js';
import { addMachineCommands, type MachineActions } from './machine-commands.js';
import { pairs, text, wholeNumber } from './option-values.js';
import type { ReportFiles } from './reports.js';

/** What the command line of `list` and `explain` gives. */
export interface CatalogueFlags {
  readonly color: boolean;
}

/** What the command line of `list` gives. */
export interface ListFlags extends CatalogueFlags {
  /** As JSON, for programs. */
  readonly json: boolean;
}

/** What the command line of `judge` and `report` gives. */
export interface JudgeFlags extends CatalogueFlags {
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
export interface VerifyFlags extends CatalogueFlags {
  readonly provider?: string;
  readonly key?: string;
}

/** What the command line of `show` gives. */
export interface ShowFlags extends CatalogueFlags {
  /** Nothing of a long life is left out. */
  readonly all: boolean;
  /** One life alone, counted from 1. */
  readonly life?: number;
}

/** What the command line of `replay` gives. */
export interface ReplayFlags extends CatalogueFlags {
  readonly provider?: string;
  readonly profile?: Readonly<Record<string, string>>;
  readonly out?: string;
  readonly keepData?: boolean;
  readonly inspect?: boolean;
}

/** What each command does; the exit code comes back. */
export interface Actions extends MachineActions {
  readonly certify: (provider: string | undefined, flags: CertifyFlags) => Promise<void>;
  readonly list: (names: readonly string[], flags: ListFlags) => Promise<void>;
  readonly explain: (words: readonly string[], flags: CatalogueFlags) => Promise<void>;
  readonly judge: (folder: string, flags: JudgeFlags) => Promise<void>;
  readonly report: (folders: readonly string[], flags: JudgeFlags) => Promise<void>;
  readonly show: (folder: string, runs: readonly string[], flags: ShowFlags) => Promise<void>;
  readonly replay: (folder: string, id: string, flags: ReplayFlags) => Promise<void>;
  readonly merge: (folders: readonly string[], flags: MergeFlags) => Promise<void>;
  readonly verify: (path: string, flags: VerifyFlags) => Promise<void>;
  readonly keygen: (file: string) => Promise<void>;
  readonly completion: (shell: string, program: Command) => Promise<void>;
  readonly init: (kind: string, folder: string, flags: InitFlags) => Promise<void>;
}

/** The two lines that somebody sees who gives no provider. */
export const USAGE = `Usage: mapi-certify [options] <provider>
       mapi-certify [options] --profile-file <file>
       mapi-certify init <kind> <new-dir>
       mapi-certify list | explain <id...> | judge <dir> | report <dir...> | show <dir> [run...] |
                    replay <dir> <finding|run> | merge <dir...> | verify <dir> | keygen <file> |
                    completion <shell> | doctor | setup-wine | --help
`;

const EPILOGUE = `
Exit codes:
  0    certified, opted in or out; or everything selected passed; or verified;
       or every failure is expected, which certifies nothing
  1    not certified, or not verified; or an expected failure expired or no
       longer fails; or doctor misses something
  2    wrong usage or configuration
  3    inconclusive, also by --time-limit, or the report could not be written
  70   a defect of mapi-certify itself
  130  interrupted

Examples:
  mapi-certify init store my-store
  mapi-certify ./dist/my-store.js
  mapi-certify ./dist/my-store.js --quick
  mapi-certify ./my-store.dll
  mapi-certify ./dist/my-store.js --only DUR,SEQ-2 --seed 11
  mapi-certify @example/my-store --json result.json
  mapi-certify explain DUR-5 GAP-19 outlook-exit
  mapi-certify judge ./mapi-certify-report
  mapi-certify report ./mapi-certify-report --html report.html
  mapi-certify report ./before ./after --html comparison.html
  mapi-certify show ./mapi-certify-report outlook-exit
  mapi-certify replay ./mapi-certify-report DUR-2
  mapi-certify merge shard-1 shard-2 --out merged
  mapi-certify verify ./mapi-certify-report --key certify.pub
`;

function quiet(command: Command): Command {
  return command
    .exitOverride()
    .configureOutput({ writeErr: () => {}, outputError: () => {} })
    .allowExcessArguments(false);
}

/**
 * The command line: commands, options and help.
 *
 * @param version - the version that `--version` prints
 * @param actions - what the commands do
 * @param reporters - every kind of report; those with an option have one here
 * @returns the command; its parseAsync throws CommanderError for wrong usage, and what the actions throw
 */
export function createProgram(version: string, actions: Actions, reporters: readonly Reporter[] = REPORTERS): Command {
  const program = quiet(new Command('mapi-certify'))
    .usage('[options] <provider>')
    .description("Certifies, by really killing it, that a MAPI provider's fast shutdown loses nothing.")
    .argument(
      '[provider]',
      'the compiled module of the provider, or its library (.so, .dll): a path or the name of a package',
    )
    .enablePositionalOptions()
    .version(version, '-v, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .addHelpText('after', EPILOGUE)
    .action((provider: string | undefined) => {
      const [flags, reports] = partReports(program.opts<Omit<CertifyFlags, 'reports'>>(), reporters);
      return actions.certify(provider, { ...flags, reports });
    });
  const noColour = (): Option => new Option('--no-color', 'write without colours; NO_COLOR does the same');
  for (const option of certifyOptions(reporters)) program.addOption(option);
  program.addOption(noColour());

  const init = quiet(program.command('init'))
    .description(
      'write a project to start from, in TypeScript: a store, transport or address-book that is certified as it stands',
    )
    .argument('<kind>', `what it is: ${STARTER_KINDS.map(({ kind }) => kind).join(', ')}`)
    .argument('<new-dir>', 'the folder to make, for example my-store; it may be there already when it is empty')
    .option('--js', 'in JavaScript')
    .action((kind: string, folder: string) =>
      actions.init(kind, folder, { js: init.opts<Partial<InitFlags>>().js === true }),
    );
  const list = quiet(program.command('list'))
    .description('list the requirements, or those of some groups')
    .argument('[ids...]', 'requirements or groups, for example DUR SEQ-2')
    .option('--json', 'write JSON, for programs')
    .addOption(noColour())
    .action((ids: readonly string[]) => {
      const { color, json = false } = list.opts<CatalogueFlags & { readonly json?: boolean }>();
      return actions.list(ids, { json, color: color && program.opts<CatalogueFlags>().color });
    });
  const explain = quiet(program.command('explain'))
    .description('what a requirement demands, why, and how it is tried')
    .argument('<id...>', 'requirements, groups, DOC and GAP numbers, scenarios: DUR-5, GAP-19, outlook-exit')
    .addOption(noColour())
    .action((words: readonly string[]) =>
      actions.explain(words, { color: explain.opts<CatalogueFlags>().color && program.opts<CatalogueFlags>().color }),
    );
  const judgeFlags = (command: Command): JudgeFlags => {
    const [{ color }, reports] = partReports(command.opts<CatalogueFlags>(), reporters);
    return { reports, color: color && program.opts<CatalogueFlags>().color };
  };
  const judge = quiet(program.command('judge'))
    .description('judge a certification again, from the evidence in its --out folder')
    .argument('<dir>', 'the folder that --out named')
    .action((folder: string) => actions.judge(folder, judgeFlags(judge)));
  const report = quiet(program.command('report'))
    .description(
      'write reports of a certification, from the evidence in its --out folder; of several: compare them, requirement by requirement',
    )
    .argument('<dir...>', 'the folder that --out named; several are compared')
    .action((folders: readonly string[]) => actions.report(folders, judgeFlags(report)));
  for (const command of [judge, report]) {
    command.addOption(noColour());
    for (const option of reportOptions(reporters)) command.addOption(option);
  }
  const show = quiet(program.command('show'))
    .description('show recorded runs to be read, from the evidence in the --out folder')
    .argument('<dir>', 'the folder that --out named')
    .argument('[run...]', 'names of runs, for example outlook-exit-trial-2; without one: the table of them')
    .option('--life <n>', 'one life alone', wholeNumber('--life', 1, 1_000_000))
    .option('--all', 'leave nothing of a long life out')
    .addOption(noColour())
    .action((folder: string, runs: readonly string[]) => {
      const { color, all = false, life } = show.opts<Partial<ShowFlags> & CatalogueFlags>();
      const flags = { all, color: color && program.opts<CatalogueFlags>().color };
      return actions.show(folder, runs, life === undefined ? flags : { ...flags, life });
    });
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
      const { color, ...flags } = replay.opts<ReplayFlags>();
      return actions.replay(folder, id, { ...flags, color: color && program.opts<CatalogueFlags>().color });
    });
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
      const [{ color, ...flags }, reports] = partReports(merge.opts<Omit<MergeFlags, 'reports'>>(), reporters);
      return actions.merge(folders, { ...flags, reports, color: color && program.opts<CatalogueFlags>().color });
    });
  for (const option of reportOptions(reporters)) merge.addOption(option);
  const verify = quiet(program.command('verify'))
    .description('check evidence: signature, files, and that the journals lead to what is told')
    .argument('<dir>', 'the folder that --out named, or the certificate.json out of it')
    .option('--provider <module>', 'it must be this provider that was certified', text('--provider', 'a module'))
    .option('--key <file>', 'it must be signed by the owner of this public key', text('--key', 'a file'))
    .addOption(noColour())
    .action((path: string) => {
      const { color, ...flags } = verify.opts<VerifyFlags>();
      return actions.verify(path, { ...flags, color: color && program.opts<CatalogueFlags>().color });
    });
  quiet(program.command('keygen'))
    .description('make a pair of keys: <file> signs certificates, and <file>.pub checks them')
    .argument('<file>', 'where the private key goes, for example certify.key')
    .action((file: string) => actions.keygen(file));
  quiet(program.command('completion'))
    .description('print the script by which a shell completes the command line')
    .argument('<shell>', SHELL_NAMES.join(', '))
    .action((shell: string) => actions.completion(shell, program));
  addMachineCommands(program, quiet, actions);
  quiet(program.command('help'))
    .description('print this help, or that of a command')
    .argument('[command]', 'for example verify')
    .action((name: string | undefined) => helpOf(program, name));
  for (const command of program.commands) {
    command.helpOption('-h, --help', 'print this help').hook('preAction', () => refuseOptionsOf(program, command));
  }
  return program;
}

/** Prints the help of a command, or of all. */
function helpOf(program: Command, name: string | undefined): never {
  if (name === undefined) return program.help();
  const command = program.commands.find((each) => each.name() === name);
  if (command !== undefined) return command.help();
  const names = program.commands.map((each) => each.name());
  const near = closest(name, names);
  const meant = near === undefined ? '' : `; did you mean ${near}?`;
  throw new ConfigurationError(`there is no command ${name}${meant} (the commands are ${names.join(', ')})`);
}

/** An option of the certification before another command would be read and ignored. */
function refuseOptionsOf(program: Command, command: Command): void {
  const given = program.options.find((option) => {
    return option.attributeName() !== 'color' && program.getOptionValueSource(option.attributeName()) === 'cli';
  });
  if (given !== undefined) {
    throw new CommanderError(
      2,
      'mapi-certify.optionOfOther',
      `error: ${given.long} does not belong to ${command.name()}`,
    );
  }
}
