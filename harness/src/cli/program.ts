import { Command, CommanderError, Option } from 'commander';
import { DEFAULT_BUDGET_MS, DEFAULT_ITEMS, DEFAULT_OUT } from '../run/input/options.js';
import { QUICK_ITEMS } from '../scenarios/quick.js';
import type { ClientName } from '../scenarios/scenario.js';
import { DEFAULT_WALKS } from '../scenarios/walks.js';
import { choice, names, pairs, text, wholeNumber } from './option-values.js';

/** What the command line of a certification gives; what is not given is absent. */
export interface CertifyFlags {
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly scenario?: readonly string[];
  readonly quick?: boolean;
  readonly option?: '1' | '2' | '3';
  readonly reg?: string;
  readonly client?: ClientName;
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
  readonly json?: string;
  readonly strict?: boolean;
  /** False when `--no-color` is given. */
  readonly color: boolean;
}

/** What the command line of `list` and `explain` gives. */
export interface CatalogueFlags {
  readonly color: boolean;
}

/** What the command line of `judge` gives. */
export interface JudgeFlags extends CatalogueFlags {
  readonly json?: string;
}

/** What each command does; the exit code comes back. */
export interface Actions {
  readonly certify: (provider: string | undefined, flags: CertifyFlags) => Promise<void>;
  readonly list: (flags: CatalogueFlags) => Promise<void>;
  readonly explain: (id: string, flags: CatalogueFlags) => Promise<void>;
  readonly judge: (folder: string, flags: JudgeFlags) => Promise<void>;
}

/** The two lines that somebody sees who gives no provider. */
export const USAGE = `Usage: mapi-certify [options] <provider>
       mapi-certify [options] --profile-file <file>
       mapi-certify list | explain <id> | judge <dir> | --help
`;

const EPILOGUE = `
Exit codes:
  0    certified, opted in or out; or everything selected passed
  1    not certified
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
`;

function jsonOption(): Option {
  return new Option('--json <file>', 'also write the result as JSON; - for stdout, and nothing else there').argParser(
    text('--json', 'a file or -'),
  );
}

function certifyOptions(): Option[] {
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
    new Option('--walks <n>', `random walks of the client, 0 for none (default: ${DEFAULT_WALKS})`).argParser(
      wholeNumber('--walks', 0, 1_000_000),
    ),
    new Option('--script <steps>', 'play this in place of random walks, as in logon,work:3,query,do,kill').argParser(
      text('--script', 'the steps of a life'),
    ),
    new Option(
      '--items <n>',
      `items saved in each life (default: ${DEFAULT_ITEMS}, with --quick ${QUICK_ITEMS})`,
    ).argParser(wholeNumber('--items', 1, 1_000_000)),
    new Option('--budget <ms>', `what Notify and Do together may take (default: ${DEFAULT_BUDGET_MS})`).argParser(
      wholeNumber('--budget', 1, 600_000),
    ),
    new Option('--jobs <n>', 'processes at the same time (default: the cores)').argParser(
      wholeNumber('--jobs', 1, 1_024),
    ),
    new Option('--out <dir>', `where the evidence goes (default: ${DEFAULT_OUT})`).argParser(text('--out', 'a folder')),
    jsonOption(),
    new Option('--strict', 'a broken SHOULD fails, too'),
  ];
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
 * @param version - The version that `--version` prints.
 * @param actions - What the commands do.
 * @returns The command; its parseAsync throws CommanderError for wrong usage, and what the actions throw.
 */
export function createProgram(version: string, actions: Actions): Command {
  const program = quiet(new Command('mapi-certify'))
    .usage('[options] <provider>')
    .description("Certifies, by really killing it, that a MAPI provider's fast shutdown loses nothing.")
    .argument('[provider]', 'the compiled module of the provider: a path or the name of a package')
    .enablePositionalOptions()
    .version(version, '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .addHelpText('after', EPILOGUE)
    .action((provider: string | undefined) => actions.certify(provider, program.opts<CertifyFlags>()));
  const noColour = (): Option => new Option('--no-color', 'write without colours; NO_COLOR does the same');
  for (const option of certifyOptions()) program.addOption(option);
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
  const judge = quiet(program.command('judge'))
    .description('judge a certification again, from the evidence in its --out folder')
    .argument('<dir>', 'the folder that --out named')
    .addOption(jsonOption())
    .addOption(noColour())
    .action((folder: string) => {
      const { color, ...rest } = judge.opts<JudgeFlags>();
      return actions.judge(folder, { ...rest, color: color && program.opts<JudgeFlags>().color });
    });
  for (const command of [list, explain, judge]) {
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
