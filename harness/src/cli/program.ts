import { Command, CommanderError } from 'commander';
import { STARTER_KINDS } from '../new-project/starter-kinds.js';
import type { Reporter } from '../report/reporter.js';
import { REPORTERS } from '../report/reporters.js';
import { closest } from '../run/input/closest.js';
import { ConfigurationError } from '../run/input/configuration-error.js';
import { type CertifyFlags, certifyOptions, partReports } from './certify-flags.js';
import { SHELL_NAMES } from './completion-shells.js';
import { type ColourFlags, isColoured, noColour, quiet } from './declaration.js';
import { addEvidenceCommands, type EvidenceActions } from './evidence-commands.js';
import type { InitFlags } from './init-command.js';
import { addMachineCommands, type MachineActions } from './machine-commands.js';

/** What the command line of `list` gives. */
export interface ListFlags extends ColourFlags {
  /** As JSON, for programs. */
  readonly json: boolean;
}

/** What each command does. */
export interface Actions extends EvidenceActions, MachineActions {
  readonly certify: (provider: string | undefined, flags: CertifyFlags) => Promise<void>;
  readonly list: (names: readonly string[], flags: ListFlags) => Promise<void>;
  readonly explain: (words: readonly string[], flags: ColourFlags) => Promise<void>;
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
  for (const option of certifyOptions(reporters)) program.addOption(option);
  program.addOption(noColour());

  addInit(program, actions);
  addList(program, actions);
  addExplain(program, actions);
  addEvidenceCommands(program, actions, reporters);
  quiet(program.command('keygen'))
    .description('make a pair of keys: <file> signs certificates, and <file>.pub checks them')
    .argument('<file>', 'where the private key goes, for example certify.key')
    .action((file: string) => actions.keygen(file));
  quiet(program.command('completion'))
    .description('print the script by which a shell completes the command line')
    .argument('<shell>', SHELL_NAMES.join(', '))
    .action((shell: string) => actions.completion(shell, program));
  addMachineCommands(program, actions);
  quiet(program.command('help'))
    .description('print this help, or that of a command')
    .argument('[command]', 'for example verify')
    .action((name: string | undefined) => helpOf(program, name));
  for (const command of program.commands) {
    command.helpOption('-h, --help', 'print this help').hook('preAction', () => refuseOptionsOf(program, command));
  }
  return program;
}

function addInit(program: Command, actions: Actions): void {
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
}

function addList(program: Command, actions: Actions): void {
  const list = quiet(program.command('list'))
    .description('list the requirements, or those of some groups')
    .argument('[ids...]', 'requirements or groups, for example DUR SEQ-2')
    .option('--json', 'write JSON, for programs')
    .addOption(noColour())
    .action((ids: readonly string[]) => {
      const { json = false } = list.opts<Partial<ListFlags>>();
      return actions.list(ids, { json, color: isColoured(program, list) });
    });
}

function addExplain(program: Command, actions: Actions): void {
  const explain = quiet(program.command('explain'))
    .description('what a requirement demands, why, and how it is tried')
    .argument('<id...>', 'requirements, groups, DOC and GAP numbers, scenarios: DUR-5, GAP-19, outlook-exit')
    .addOption(noColour())
    .action((words: readonly string[]) => actions.explain(words, { color: isColoured(program, explain) }));
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
