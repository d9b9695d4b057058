import { Command, CommanderError, Option } from 'commander';
import type { Reporter } from '../report/reporter.js';
import { REPORTERS } from '../report/reporters.js';
import type { CertifyOptions, OptionName } from '../run/input/certify-options.js';
import { DEFAULTS } from '../run/input/defaults.js';
import { choice, names, pairs, text, wholeNumber } from './option-values.js';
import type { ReportFiles } from './reports.js';

/** What the command line of a certification gives; what is not given is absent. */
export interface CertifyFlags {
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly scenario?: readonly string[];
  readonly quick?: boolean;
  readonly option?: '1' | '2' | '3';
  readonly reg?: string;
  readonly client?: CertifyOptions['client'];
  readonly profileFile?: string;
  readonly farSide?: string;
  readonly profile?: Readonly<Record<string, string>>;
  readonly seed?: number;
  readonly walks?: number;
  readonly script?: string;
  readonly items?: number;
  readonly budget?: number;
  readonly jobs?: number;
  readonly out?: string;
  readonly keepData?: boolean;
  readonly signKey?: string;
  readonly strict?: boolean;
  /** The files that `--json` and the like name. */
  readonly reports: ReportFiles;
  /** False when `--no-color` is given. */
  readonly color: boolean;
}

/** What the command line of `list` and `explain` gives. */
export interface CatalogueFlags {
  readonly color: boolean;
}

/** What the command line of `judge` and `report` gives. */
export interface JudgeFlags extends CatalogueFlags {
  /** The files that `--json` and the like name. */
  readonly reports: ReportFiles;
}

/** What the command line of `verify` gives. */
export interface VerifyFlags extends CatalogueFlags {
  readonly provider?: string;
  readonly key?: string;
}

/** What each command does; the exit code comes back. */
export interface Actions {
  readonly certify: (provider: string | undefined, flags: CertifyFlags) => Promise<void>;
  readonly list: (flags: CatalogueFlags) => Promise<void>;
  readonly explain: (id: string, flags: CatalogueFlags) => Promise<void>;
  readonly judge: (folder: string, flags: JudgeFlags) => Promise<void>;
  readonly report: (folder: string, flags: JudgeFlags) => Promise<void>;
  readonly verify: (path: string, flags: VerifyFlags) => Promise<void>;
  readonly keygen: (file: string) => Promise<void>;
}

/** The two lines that somebody sees who gives no provider. */
export const USAGE = `Usage: mapi-certify [options] <provider>
       mapi-certify [options] --profile-file <file>
       mapi-certify list | explain <id> | judge <dir> | report <dir> | verify <dir> | keygen <file> | --help
`;

const EPILOGUE = `
Exit codes:
  0    certified, opted in or out; or everything selected passed; or verified
  1    not certified, or not verified
  2    wrong usage or configuration
  3    inconclusive, or the report could not be written
  70   a defect of mapi-certify itself
  130  interrupted

Examples:
  mapi-certify ./dist/my-store.js
  mapi-certify ./dist/my-store.js --quick
  mapi-certify ./dist/my-store.js --only DUR,SEQ-2 --seed 11
  mapi-certify @example/my-store --json result.json
  mapi-certify explain DUR-5
  mapi-certify judge ./mapi-certify-report
  mapi-certify report ./mapi-certify-report --html report.html
  mapi-certify verify ./mapi-certify-report --key certify.pub
`;

function certifyOptions(reporters: readonly Reporter[]): Option[] {
  return [
    new Option('--only <ids>', 'judge only these requirements or groups, for example DUR,SEQ-2').argParser(
      names('--only', 'ids of requirements or groups'),
    ),
    new Option('--skip <ids>', 'leave these requirements or groups out').argParser(
      names('--skip', 'ids of requirements or groups'),
    ),
    new Option('--scenario <names>', 'run only these scenarios, for example outlook-exit').argParser(
      names('--scenario', 'names of scenarios'),
    ),
    new Option('--quick', 'the fewest lives that catch most mistakes: seconds, and no certificate'),
    new Option('--option <1|2|3>', "the user option of fast shutdown: 1 Outlook's default, 3 disabled").argParser(
      choice('--option', ['1', '2', '3']),
    ),
    new Option('--reg <file>', 'read the user option from an exported registry file').argParser(
      text('--reg', 'a registry file'),
    ),
    new Option('--client <name>', 'the client to play: outlook (default) or mfcmapi').argParser(
      choice('--client', ['outlook', 'mfcmapi']),
    ),
    new Option('--profile <key=value>', "a property or setting of the provider's profile section").argParser(
      pairs('--profile'),
    ),
    new Option('--profile-file <file>', 'certify all providers that a JSON file lists, together').argParser(
      text('--profile-file', 'a JSON file'),
    ),
    new Option('--far-side <module>', 'what a transport talks to, if not SMTP: a module with start').argParser(
      text('--far-side', 'a module'),
    ),
    new Option('--seed <n>', 'what the workload is made from (default: by chance)').argParser(
      wholeNumber('--seed', 1, 2 ** 31),
    ),
    new Option('--walks <n>', `random walks of the client, 0 for none (default: ${DEFAULTS.walks})`).argParser(
      wholeNumber('--walks', 0, 1_000_000),
    ),
    new Option('--script <steps>', 'play this in place of random walks, as in logon,work:3,query,do,kill').argParser(
      text('--script', 'the steps of a life'),
    ),
    new Option(
      '--items <n>',
      `items saved in each life (default: ${DEFAULTS.items}, with --quick ${DEFAULTS.quickItems})`,
    ).argParser(wholeNumber('--items', 1, 1_000_000)),
    new Option('--budget <ms>', `what Notify and Do together may take (default: ${DEFAULTS.budgetMs})`).argParser(
      wholeNumber('--budget', 1, 600_000),
    ),
    new Option('--jobs <n>', 'processes at the same time (default: the cores)').argParser(
      wholeNumber('--jobs', 1, 1_024),
    ),
    new Option('--out <dir>', `where the evidence goes (default: ${DEFAULTS.out})`).argParser(
      text('--out', 'a folder'),
    ),
    new Option('--keep-data', 'keep the data directories in the evidence, as each life has left them'),
    new Option('--sign-key <file>', 'sign the certificate; MAPI_CERTIFY_SIGN_KEY does the same').argParser(
      text('--sign-key', 'the file of a private key'),
    ),
    ...reportOptions(reporters),
    new Option('--strict', 'a broken SHOULD fails, too'),
  ];
}

function reportOptions(reporters: readonly Reporter[]): Option[] {
  return reporters.flatMap(({ name, option }) =>
    option === null ? [] : [new Option(`--${name} <file>`, option).argParser(text(`--${name}`, 'a file or -'))],
  );
}

/** Parts the files that options such as `--json` name from all other options. */
function partReports<T extends object>(all: T, reporters: readonly Reporter[]): readonly [T, ReportFiles] {
  const others = { ...all };
  const files: Record<string, string> = {};
  for (const { name } of reporters) {
    const file: unknown = Reflect.get(others, name);
    if (typeof file === 'string') files[name] = file;
    Reflect.deleteProperty(others, name);
  }
  return [others, files];
}

/**
 * What an option of the library is called on the command line, where units are left out.
 *
 * @param option - as the library knows it, for example `profileFile`
 * @returns for example `--profile-file`; the same name where the command line has no such option
 */
export function flagOf(option: OptionName): string {
  const words = option.replace(/Ms$/u, '').replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`);
  return certifyOptions([]).some(({ long }) => long === `--${words}`) ? `--${words}` : option;
}

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
    .argument('[provider]', 'the compiled module of the provider: a path or the name of a package')
    .enablePositionalOptions()
    .version(version, '--version', 'print the version')
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

  const list = quiet(program.command('list'))
    .description('list the requirements')
    .addOption(noColour())
    .action(() => actions.list({ color: list.opts<CatalogueFlags>().color && program.opts<CatalogueFlags>().color }));
  const explain = quiet(program.command('explain'))
    .description('what a requirement demands, why, and how it is tried')
    .argument('<id>', 'for example DUR-5')
    .addOption(noColour())
    .action((id: string) =>
      actions.explain(id, { color: explain.opts<CatalogueFlags>().color && program.opts<CatalogueFlags>().color }),
    );
  const onFolder = (name: 'judge' | 'report', description: string): Command => {
    const command = quiet(program.command(name))
      .description(description)
      .argument('<dir>', 'the folder that --out named')
      .addOption(noColour())
      .action((folder: string) => {
        const [{ color }, reports] = partReports(command.opts<CatalogueFlags>(), reporters);
        return actions[name](folder, { reports, color: color && program.opts<CatalogueFlags>().color });
      });
    for (const option of reportOptions(reporters)) command.addOption(option);
    return command;
  };
  const judge = onFolder('judge', 'judge a certification again, from the evidence in its --out folder');
  const report = onFolder('report', 'write reports of a certification, from the evidence in its --out folder');
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
  const keygen = quiet(program.command('keygen'))
    .description('make a pair of keys: <file> signs certificates, and <file>.pub checks them')
    .argument('<file>', 'where the private key goes, for example certify.key')
    .action((file: string) => actions.keygen(file));
  for (const command of [list, explain, judge, report, verify, keygen]) {
    command.helpOption('-h, --help', 'print this help').hook('preAction', () => refuseOptionsOf(program, command));
  }
  return program;
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
