import { Option } from 'commander';
import type { Reporter } from '../report/reporter.js';
import type { CertifyOptions, OptionName } from '../run/input/certify-options.js';
import { DEFAULTS } from '../run/input/defaults.js';
import { choice, duration, names, pairs, text, wholeNumber } from './option-values.js';
import type { ReportFiles } from './reports.js';

/** What the command line of a certification gives; what is not given is absent. */
export interface CertifyFlags {
  /** False: no file is to be read. */
  readonly config?: string | false;
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly scenario?: readonly string[];
  readonly quick?: boolean;
  readonly option?: '1' | '2' | '3';
  readonly reg?: string;
  readonly client?: CertifyOptions['client'];
  readonly profileFile?: string;
  readonly farSide?: string;
  readonly mail?: string;
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
  readonly expectedFailures?: string;
  readonly bail?: boolean;
  /** In milliseconds. */
  readonly timeLimit?: number;
  readonly shard?: string;
  readonly watch?: boolean;
  readonly strict?: boolean;
  readonly twoThreads?: boolean;
  readonly asan?: boolean;
  /** The files that `--json` and the like name. */
  readonly reports: ReportFiles;
  /** False when `--no-color` is given. */
  readonly color: boolean;
}

/**
 * The options of a certification.
 *
 * @param reporters - every kind of report; those with an option have one here
 */
export function certifyOptions(reporters: readonly Reporter[]): Option[] {
  return [
    new Option('--config <file>', 'read options from this file (default: mapi-certify.config.json)').argParser(
      text('--config', 'a file'),
    ),
    new Option('--no-config', 'read no such file'),
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
    new Option('--watch', 'the quick mode again after each change of the provider, what failed first'),
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
    new Option(
      '--mail <dir>',
      'let the store also save .msg and .eml files of your own; evidence holds none of it',
    ).argParser(text('--mail', 'a folder')),
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
    new Option(
      '--expected-failures <file>',
      'failures that are known, as JSON: id, reason, owner, expires; they fail no job',
    ).argParser(text('--expected-failures', 'a JSON file')),
    new Option('--bail', 'begin nothing more after the first MUST that is broken'),
    new Option('--time-limit <duration>', 'end in order after this time, for example 10m or 1h30m').argParser(
      duration('--time-limit'),
    ),
    new Option(
      '--shard <i/n>',
      'play one part of several, for example 2/4; mapi-certify merge judges them as one',
    ).argParser(text('--shard', 'which one of how many, for example 2/4')),
    new Option('--strict', 'a broken SHOULD fails, too'),
    new Option('--two-threads', 'call a compiled library on a thread of its own; without it, as soon as one needs it'),
    new Option('--asan', 'the shared object is built with -fsanitize=address: what that finds is a failure'),
  ];
}

/**
 * The options that name files of reports.
 *
 * @param reporters - every kind of report
 */
export function reportOptions(reporters: readonly Reporter[]): Option[] {
  return reporters.flatMap(({ name, option }) =>
    option === null ? [] : [new Option(`--${name} <file>`, option).argParser(text(`--${name}`, 'a file or -'))],
  );
}

/**
 * Parts the files that options such as `--json` name from all other options.
 *
 * @param all - what commander has read
 * @param reporters - every kind of report
 * @returns the other options, and the files by the name of the report
 */
export function partReports<T extends object>(all: T, reporters: readonly Reporter[]): readonly [T, ReportFiles] {
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
