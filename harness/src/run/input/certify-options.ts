import type { CertificationReport } from '../../report/report.js';
import type { ClientName } from '../../scenarios/scenario.js';
import type { ProgressListener } from './progress.js';

/** What is to be certified, and how. */
export interface CertifyOptions {
  /**
   * The provider's module: a path, a file URL, a folder with a package.json, or the name of a package. Required, unless
   * a profile file is given.
   */
  readonly provider?: string | undefined;
  /** A profile file (JSON) with several providers, which are certified together, in place of one provider. */
  readonly profileFile?: string | undefined;
  /**
   * The module of a far side for transports that do not send by SMTP: it exports `start`, see {@link FarSideModule}. An
   * SMTP server on this machine, unless given.
   */
  readonly farSide?: string | undefined;
  /**
   * A folder with mail of your own, .msg and .eml files, which message stores save in the scenario real-mail besides what the
   * harness makes. What is kept of it are digests, sizes and property tags. None, unless given.
   */
  readonly mail?: string | undefined;
  /** Judge these requirements and no others: ids (`DUR-2`) or groups (`DUR`). All, unless given. */
  readonly only?: readonly string[] | undefined;
  /** Leave these requirements out: ids or groups. */
  readonly skip?: readonly string[] | undefined;
  /** Run these scenarios and no others, to repeat one case. All that are needed, unless given. */
  readonly scenario?: readonly string[] | undefined;
  /**
   * Play the fewest lives that still catch most mistakes, for a look after each change: it takes seconds, and certifies
   * nothing.
   */
  readonly quick?: boolean | undefined;
  /** The user option for fast shutdown that the client obeys. 1, Outlook's default, unless given. */
  readonly option?: 1 | 2 | 3 | undefined;
  /** A registry file (.reg) from which the user option is read instead. */
  readonly reg?: string | undefined;
  /** The client that is played. `outlook` unless given. */
  readonly client?: ClientName | undefined;
  /** Properties (`PR_...` or `0x...`) and free settings of the provider's profile section. */
  readonly profile?: Readonly<Record<string, string>> | undefined;
  /** 1 to 2^31: the same seed gives the same items. By chance, unless given; the report names it. */
  readonly seed?: number | undefined;
  /** How many random walks are played (SEQ-13): 20 unless given, thousands to find what is rare; 0: none. */
  readonly walks?: number | undefined;
  /**
   * One script to be played in place of the random walks, for example `logon,work:3,query,notify,do,kill`; several lives
   * are parted by semicolons. Only SEQ-13 is judged then, unless `only` says otherwise.
   */
  readonly script?: string | undefined;
  /** How many items a client saves in each life. 30 unless given, 20 in the quick mode. */
  readonly items?: number | undefined;
  /** The time in which Notify and Do together must return, in milliseconds. 5,000 unless given. */
  readonly budgetMs?: number | undefined;
  /** How many runs go on at once. As many as the machine has processors, unless given. */
  readonly jobs?: number | undefined;
  /** The folder for result.json and the evidence; null: nothing is kept. `mapi-certify-report` unless given. */
  readonly out?: string | null | undefined;
  /** Keep the data directories themselves in the evidence, as each life has left them. Their listings are always there. */
  readonly keepData?: boolean | undefined;
  /**
   * The private key that signs the certificate: the path of a file that `mapi-certify keygen` has written, or what is in
   * it. The certificate is not signed, unless given.
   */
  readonly signKey?: string | undefined;
  /**
   * A JSON file with failures that are known: each with `id`, `reason`, `owner` and `expires` (the last day, as in
   * `2027-01-31`). They stay failures, and nothing is certified by it; the report says that they were expected, and a
   * command ends with exit code 0. An entry that expired or no longer fails is an error.
   */
  readonly expectedFailures?: string | undefined;
  /**
   * Begin no further run as soon as a MUST is seen to be broken: what goes on comes to its end, and the failure is confirmed
   * as always. What was not run is inconclusive. A failure that is expected stops nothing.
   */
  readonly bail?: boolean | undefined;
  /**
   * The time that the whole certification may take, in milliseconds. When it is over, the certification ends as if it had
   * been interrupted. No limit, unless given.
   */
  readonly timeLimitMs?: number | undefined;
  /**
   * Play one part of several, for example `2/4`: the second of four. All parts are given the same provider, options and
   * seed, each another `out`, and `mapi-certify merge` judges them together as one certification. A part certifies nothing.
   */
  readonly shard?: string | undefined;
  /** A warning counts as a failure. */
  readonly strict?: boolean | undefined;
  /**
   * Call a compiled library on a thread of its own from the beginning, so that threads of the library's may call MAPI while it
   * is called. It is slower; without it this begins as soon as one is seen to need it.
   */
  readonly twoThreads?: boolean | undefined;
  /**
   * The shared object is built with `-fsanitize=address`: load the runtime of AddressSanitizer before it, and take what that
   * finds for the provider's failure. The library is then called on a thread of its own. On Linux.
   */
  readonly asan?: boolean | undefined;
  /** The folder from which relative paths and package names are looked for. The process's own, unless given. */
  readonly cwd?: string | undefined;
  /** Ends the certification at once; its report says `interrupted`. */
  readonly signal?: AbortSignal | undefined;
  /** Told how far the certification is. It must not throw. */
  readonly onProgress?: ProgressListener | undefined;
  /**
   * Called with the report, when all is judged and before the output folder is sealed: what it writes there is part of the
   * evidence, whereas a file that comes later is a stranger to it.
   */
  readonly beforeSealing?: ((report: CertificationReport) => Promise<void>) | undefined;
}

/** The name of an option, as the library knows it. */
export type OptionName = keyof CertifyOptions;

const KNOWN: Readonly<Record<OptionName, true>> = {
  provider: true,
  profileFile: true,
  farSide: true,
  mail: true,
  only: true,
  skip: true,
  scenario: true,
  quick: true,
  option: true,
  reg: true,
  client: true,
  profile: true,
  seed: true,
  walks: true,
  script: true,
  items: true,
  budgetMs: true,
  jobs: true,
  out: true,
  keepData: true,
  signKey: true,
  expectedFailures: true,
  bail: true,
  timeLimitMs: true,
  shard: true,
  strict: true,
  twoThreads: true,
  asan: true,
  cwd: true,
  signal: true,
  onProgress: true,
  beforeSealing: true,
};

/** The names of all options. */
export const OPTION_NAMES: readonly string[] = Object.keys(KNOWN);
