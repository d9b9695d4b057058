/** A folder of sources, or one file, and what it may import. */
export interface Room {
  /**
   * From the root of the repository: a folder, which has the files that are loose in it, with `/**` also those of the
   * folders below; or one file.
   */
  readonly room: string;
  /** Other rooms, by name. Its own files it may import as long as they make no circle. */
  readonly mayImport: readonly string[];
  /** Packages, and modules of Node's: `node:*` for all of them. None unless given. */
  readonly packages?: readonly string[];
}

const sdk = under('sdk/src');
const harness = under('harness/src');
const run = under('harness/src/run');

const SDK = ['@mapi-kit/sdk', '@mapi-kit/sdk/subsystem'];
const SDK_OF_AUTHORS = ['@mapi-kit/sdk/store', '@mapi-kit/sdk/transport', '@mapi-kit/sdk/address-book'];
const PRINTING = ['node:util', 'picocolors', 'picocolors/types.js', 'string-width', 'wrap-ansi'];

const SHARED = sdk('com', 'contract', 'properties', 'tables');
const SHARED_BY_PROVIDERS = [...SHARED, ...sdk('provider/common', 'provider/objects')];
const KINDS_OF_PROVIDER = sdk('provider/store', 'provider/transport', 'provider/address-book');
const RECORDED = harness('recording', 'scenarios');
const JUDGING = harness('catalogue', 'catalogue/catalogue.ts', 'catalogue/judge.ts', 'catalogue/verdict.ts');
/** Functions of a path or a folder; they know neither what was asked for nor what runs. */
const OF_PATHS = run(
  'folders/data-size.ts',
  'folders/display-path.ts',
  'folders/redact.ts',
  'folders/remove-folder.ts',
);

/**
 * The rooms of SDK and harness, and which way the arrows point between them. Every source file is in one: in that with
 * the longest name that fits.
 */
export const ROOMS: readonly Room[] = [
  { room: 'sdk/src/com', mayImport: [] },
  { room: 'sdk/src/contract', mayImport: sdk('com'), packages: ['node:buffer'] },
  { room: 'sdk/src/properties', mayImport: sdk('com', 'contract'), packages: ['node:buffer'] },
  { room: 'sdk/src/tables', mayImport: sdk('com', 'contract'), packages: ['node:buffer'] },
  { room: 'sdk/src/subsystem/**', mayImport: SHARED, packages: ['node:*'] },
  { room: 'sdk/src/provider/objects', mayImport: SHARED, packages: ['node:buffer', 'node:v8'] },
  { room: 'sdk/src/provider/common', mayImport: [...SHARED, ...sdk('provider/objects')], packages: ['node:*'] },
  { room: 'sdk/src/provider/store', mayImport: SHARED_BY_PROVIDERS, packages: ['node:*'] },
  { room: 'sdk/src/provider/transport', mayImport: SHARED_BY_PROVIDERS, packages: ['node:*'] },
  { room: 'sdk/src/provider/address-book', mayImport: SHARED_BY_PROVIDERS, packages: ['node:*'] },
  // The entries of the package: nothing but names.
  { room: 'sdk/src', mayImport: [...SHARED, ...KINDS_OF_PROVIDER, ...sdk('provider/common', 'subsystem/**')] },

  { room: 'harness/src/scenarios', mayImport: [] },
  { room: 'harness/src/life', mayImport: harness('scenarios'), packages: [...SDK, 'node:buffer'] },
  {
    room: 'harness/src/recording',
    mayImport: harness('life', 'scenarios'),
    packages: [...SDK, 'node:buffer', 'node:fs', 'node:path'],
  },
  // Nothing of the parent's.
  {
    room: 'harness/src/host/**',
    mayImport: [...RECORDED, ...harness('life')],
    packages: [...SDK, ...SDK_OF_AUTHORS, 'node:*'],
  },

  // Requirements and judges know nothing of files and processes.
  { room: 'harness/src/catalogue', mayImport: RECORDED },
  { room: 'harness/src/catalogue/rules', mayImport: [...RECORDED, ...harness('catalogue')], packages: SDK },
  {
    room: 'harness/src/catalogue/groups',
    mayImport: [...RECORDED, ...harness('catalogue', 'catalogue/rules')],
    packages: SDK,
  },
  { room: 'harness/src/catalogue/catalogue.ts', mayImport: harness('catalogue', 'catalogue/groups') },
  {
    room: 'harness/src/catalogue/judge.ts',
    mayImport: [...RECORDED, ...harness('catalogue', 'catalogue/catalogue.ts', 'catalogue/rules')],
  },
  { room: 'harness/src/catalogue/verdict.ts', mayImport: [...RECORDED, ...harness('catalogue', 'catalogue/rules')] },

  // Nor do reports.
  {
    room: 'harness/src/report',
    mayImport: [...RECORDED, ...JUDGING, ...harness('catalogue/rules')],
    packages: ['@mapi-kit/sdk', ...PRINTING],
  },

  ...OF_PATHS.map((room) => ({ room, mayImport: [], packages: ['node:*'] })),
  {
    room: 'harness/src/run/input',
    mayImport: [...OF_PATHS, ...harness('catalogue', 'life', 'scenarios')],
    packages: ['@mapi-kit/sdk/subsystem', 'node:*'],
  },
  {
    room: 'harness/src/run/process',
    mayImport: [...OF_PATHS, ...run('input'), ...RECORDED, ...harness('life')],
    packages: ['node:*'],
  },
  {
    room: 'harness/src/run/folders',
    mayImport: [...OF_PATHS, ...run('input', 'process'), ...harness('report')],
    packages: ['node:*'],
  },
  {
    room: 'harness/src/run/far-side',
    mayImport: [...run('input'), ...RECORDED],
    packages: ['node:*', 'postal-mime', 'smtp-server'],
  },
  {
    room: 'harness/src/run/schedule',
    mayImport: [
      ...OF_PATHS,
      ...run('input', 'process', 'folders', 'far-side'),
      ...RECORDED,
      ...harness('catalogue', 'catalogue/rules', 'life'),
    ],
    packages: ['node:*', 'fast-check', 'p-limit'],
  },
  {
    room: 'harness/src/run',
    mayImport: [
      ...OF_PATHS,
      ...run('input', 'process', 'folders', 'far-side', 'schedule'),
      ...RECORDED,
      ...JUDGING,
      ...harness('catalogue/rules', 'report'),
    ],
    packages: ['node:*'],
  },

  {
    room: 'harness/src/cli',
    mayImport: [
      ...JUDGING,
      ...run('input', 'process', 'folders'),
      ...harness('catalogue/rules', 'report', 'run', 'scenarios'),
    ],
    packages: ['node:*', 'commander', 'log-update'],
  },
  // The entry of the package, and certifications as tests.
  {
    room: 'harness/src',
    mayImport: [
      ...JUDGING,
      ...RECORDED,
      ...run('input', 'process', 'far-side'),
      ...harness('catalogue/rules', 'report', 'run'),
    ],
  },
];

/** How many files may lie loose in a folder, where there is a limit: more means that a concept waits for a folder. */
export const MOST_LOOSE_FILES: ReadonlyMap<string, number> = new Map([
  ['sdk/src/provider', 4],
  ['harness/src/run', 8],
  ['harness/src/catalogue', 8],
]);

/** How many lines a source file may have. */
export const MOST_LINES = 300;

/** The files that may have more, and why. */
export const LONG_TABLES: ReadonlyMap<string, string> = new Map([
  ['sdk/src/contract/property-tags.ts', "a table of constants, Microsoft's order"],
]);

/** The rooms of a folder. */
function under(folder: string): (...names: readonly string[]) => readonly string[] {
  return (...names) => names.map((name) => `${folder}/${name}`);
}
