/** What a process under test may take for itself, in mebibytes: then it is ended, before it takes the machine's. */
export const CHILD_MEMORY_MIB = 1_536;
/** Where nobody can see that. On Linux no flag of V8 is given: with any of them node compiles its own modules anew. */
const HEAP_FLAGS = process.platform === 'linux' ? [] : [`--max-old-space-size=${CHILD_MEMORY_MIB}`];

/** What runs the processes under test. */
export interface NodeRuntime {
  /** The command, before the script. */
  readonly command: readonly string[];
  /** The same for a process of this runtime that starts another one. */
  readonly commandInside: readonly string[];
  /** What its processes take the machine for. */
  readonly platform: string;
  /** It is the Node of Windows, and this version of Wine stands between it and this machine; null: nothing does. */
  readonly wine: string | null;
  /** Where Wine's server and its processes find each other; null without Wine, or where that cannot be found. */
  readonly serverFolder: string | null;
  /** The library of AddressSanitizer's runtime, which is loaded before everything else; null: there is none. */
  readonly sanitizer: string | null;
  /** A path of this machine as its processes know it. */
  path(path: string): string;
  /** The same for the URL of a file. */
  url(url: string): string;
  /**
   * What its processes need of the environment besides what all have.
   *
   * @param sanitizerLog - the beginning of the paths to which a sanitizer reports; stderr unless given
   */
  environment(environment: NodeJS.ProcessEnv, sanitizerLog?: string): NodeJS.ProcessEnv;
}

/** The Node that runs this process. */
export const OWN_NODE: NodeRuntime = {
  command: [process.execPath, ...HEAP_FLAGS],
  commandInside: [process.execPath, ...HEAP_FLAGS],
  platform: process.platform,
  wine: null,
  serverFolder: null,
  sanitizer: null,
  path: (path) => path,
  url: (url) => url,
  environment: (environment) => environment,
};
