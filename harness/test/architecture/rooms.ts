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

const SHARED = sdk('com', 'contract', 'properties', 'tables');
const PROVIDER = [...SHARED, ...sdk('provider/common', 'provider/objects')];
const KINDS = sdk('provider/store', 'provider/transport', 'provider/address-book');
const RECORDED = harness('recording', 'scenarios');
const RULES = harness('catalogue', 'catalogue/rules');
const JUDGES = [...RULES, ...harness('catalogue/catalogue.ts', 'catalogue/judge.ts', 'catalogue/verdict.ts')];
const REPORTS = [...JUDGES, ...harness('report')];
const RUN_PARTS = run('input', 'process', 'folders', 'far-side', 'evidence');

const SDK = ['@mapi-kit/sdk', '@mapi-kit/sdk/subsystem'];
const FOR_AUTHORS = ['@mapi-kit/sdk/store', '@mapi-kit/sdk/transport', '@mapi-kit/sdk/address-book'];
const PRINTING = ['node:util', 'picocolors', 'picocolors/types.js', 'string-width', 'wrap-ansi'];
const READING = ['node:buffer', 'node:fs', 'node:path', 'node:zlib'];

/**
 * The rooms of SDK and harness, and which way the arrows point between them. Every source file is in one: in that with
 * the longest name that fits.
 */
export const ROOMS: readonly Room[] = [
  { room: 'sdk/src/com', mayImport: [], packages: ['node:diagnostics_channel'] },
  { room: 'sdk/src/contract', mayImport: sdk('com'), packages: ['node:buffer'] },
  { room: 'sdk/src/properties', mayImport: sdk('com', 'contract'), packages: ['node:buffer'] },
  { room: 'sdk/src/tables', mayImport: sdk('com', 'contract'), packages: ['node:buffer'] },
  { room: 'sdk/src/subsystem/**', mayImport: SHARED, packages: ['node:*'] },
  { room: 'sdk/src/provider/objects', mayImport: SHARED, packages: ['node:buffer', 'node:v8'] },
  { room: 'sdk/src/provider/common', mayImport: [...SHARED, ...sdk('provider/objects')], packages: ['node:*'] },
  { room: 'sdk/src/provider/store', mayImport: PROVIDER, packages: ['node:*'] },
  { room: 'sdk/src/provider/transport', mayImport: PROVIDER, packages: ['node:*'] },
  { room: 'sdk/src/provider/address-book', mayImport: PROVIDER, packages: ['node:*'] },
  { room: 'sdk/src/sync-worker', mayImport: sdk('com'), packages: ['node:*'] },
  // The entries of the package: nothing but names.
  { room: 'sdk/src', mayImport: [...SHARED, ...KINDS, ...sdk('provider/common', 'subsystem/**', 'sync-worker')] },

  { room: 'harness/src/scenarios', mayImport: [] },
  { room: 'harness/src/life', mayImport: harness('scenarios'), packages: [...SDK, 'node:buffer', 'node:v8'] },
  { room: 'harness/src/recording', mayImport: harness('life', 'scenarios'), packages: [...SDK, ...READING] },
  // Compiled providers, as the contract has them: known to the host alone.
  { room: 'harness/src/native/**', mayImport: [], packages: ['@mapi-kit/sdk', 'koffi', 'node:buffer', 'node:fs'] },
  // Nothing of the parent's.
  {
    room: 'harness/src/host/**',
    mayImport: [...RECORDED, ...harness('life', 'native/**')],
    packages: [...SDK, ...FOR_AUTHORS, 'node:*'],
  },

  // Requirements and judges know nothing of files and processes, nor do reports: no module of Node's that could tell.
  { room: 'harness/src/catalogue', mayImport: RECORDED },
  { room: 'harness/src/catalogue/rules', mayImport: [...RECORDED, ...harness('catalogue')], packages: SDK },
  { room: 'harness/src/catalogue/groups', mayImport: [...RECORDED, ...RULES], packages: SDK },
  { room: 'harness/src/catalogue/catalogue.ts', mayImport: harness('catalogue', 'catalogue/groups') },
  { room: 'harness/src/catalogue/verdict.ts', mayImport: [...RECORDED, ...RULES] },
  { room: 'harness/src/catalogue/judge.ts', mayImport: [...RECORDED, ...RULES, ...harness('catalogue/catalogue.ts')] },
  { room: 'harness/src/report', mayImport: [...RECORDED, ...JUDGES], packages: ['@mapi-kit/sdk', ...PRINTING] },
  {
    room: 'harness/src/report/junit.ts',
    mayImport: REPORTS,
    packages: ['xmlbuilder2', 'xmlbuilder2/lib/interfaces.js'],
  },
  // A recorded run, to be read.
  {
    room: 'harness/src/report/show',
    mayImport: [...REPORTS, ...harness('recording', 'scenarios')],
    packages: ['@mapi-kit/sdk'],
  },
  { room: 'harness/src/report/badge.ts', mayImport: REPORTS, packages: ['badge-maker'] },
  // Digests, and nothing that could tell of a process.
  {
    room: 'harness/src/report/html',
    mayImport: [...REPORTS, ...harness('recording', 'report/comparison')],
    packages: ['html-escaper', 'node:crypto'],
  },
  // Several certifications, side by side.
  { room: 'harness/src/report/comparison', mayImport: REPORTS },
  {
    room: 'harness/src/report/comparison-reporters.ts',
    mayImport: harness('report', 'report/comparison', 'report/html'),
  },
  {
    room: 'harness/src/report/reporters.ts',
    mayImport: harness('report', 'report/html', 'report/junit.ts', 'report/badge.ts'),
  },

  // What is signed, and by whom: nothing of files.
  { room: 'harness/src/certificate', mayImport: harness('report'), packages: ['node:buffer', 'node:crypto'] },

  // What was asked for knows nothing of what is done about it.
  {
    room: 'harness/src/run/input',
    mayImport: harness('catalogue', 'certificate', 'life', 'report', 'scenarios'),
    packages: [...SDK, 'node:*'],
  },
  {
    room: 'harness/src/run/process',
    mayImport: [...run('input'), ...RECORDED, ...harness('life')],
    packages: ['node:*'],
  },
  // What runs DLLs on Linux.
  { room: 'harness/src/run/wine', mayImport: run('input', 'process'), packages: ['node:*', 'koffi'] },
  {
    room: 'harness/src/run/folders',
    mayImport: [...run('input', 'process'), ...harness('report', 'report/reporters.ts')],
    packages: ['node:*'],
  },
  {
    room: 'harness/src/run/far-side',
    mayImport: [...run('input'), ...RECORDED],
    packages: ['node:*', 'postal-mime', 'smtp-server'],
  },
  // Mail of the author's own: parsers, and nothing of processes.
  {
    room: 'harness/src/run/own-mail',
    mayImport: [...run('input'), ...RECORDED, ...harness('life', 'report')],
    packages: ['@mapi-kit/sdk', 'node:*', 'cfb', 'postal-mime'],
  },
  // What a run leaves, and what a certification makes of it: the bundle, with its manifest and certificate.
  {
    room: 'harness/src/run/evidence',
    mayImport: [...run('input', 'folders'), ...harness('catalogue', 'certificate', 'life', 'recording', 'report')],
    packages: ['node:*', 'es-module-lexer'],
  },
  {
    room: 'harness/src/run/schedule',
    mayImport: [...RUN_PARTS, ...RECORDED, ...RULES, ...harness('life')],
    packages: ['node:*', 'fast-check', 'p-limit'],
  },
  // Judging again, from what a certification has left: it plays nothing.
  {
    room: 'harness/src/run/judging',
    mayImport: [
      ...run('input', 'folders', 'schedule', 'assemble-report.ts', 'run-summary.ts'),
      ...RECORDED,
      ...JUDGES,
      ...harness('report', 'report/reporters.ts'),
    ],
    packages: ['node:fs', 'node:path'],
  },
  // Whether a bundle is what it says, by the same judges.
  {
    room: 'harness/src/run/verifying',
    mayImport: [
      ...run('input', 'process', 'folders', 'evidence', 'judging', 'assemble-report.ts'),
      ...JUDGES,
      ...harness('certificate', 'report', 'report/reporters.ts'),
    ],
    packages: ['node:*', 'ajv/dist/2020.js'],
  },
  // One certification of its shards, by the same judges. It plays nothing, either.
  {
    room: 'harness/src/run/merging',
    mayImport: [
      ...run('input', 'process', 'folders', 'evidence', 'schedule', 'judging', 'verifying', 'assemble-report.ts'),
      ...RECORDED,
      ...JUDGES,
      ...harness('certificate', 'report'),
    ],
    packages: ['node:*'],
  },
  // What plays a case again, from the evidence that shows it. It starts nothing.
  {
    room: 'harness/src/run/replaying',
    mayImport: [
      ...run('input', 'own-mail', 'process', 'folders', 'judging'),
      ...RECORDED,
      ...JUDGES,
      ...harness('life', 'report'),
    ],
    packages: ['node:fs', 'node:path', 'node:url'],
  },
  // Which files are looked at, and what follows when they change.
  {
    room: 'harness/src/run/watching',
    mayImport: [...run('input', 'process', 'evidence'), ...harness('report')],
    packages: ['node:fs'],
  },
  { room: 'harness/src/run/run-summary.ts', mayImport: [...RECORDED, ...harness('report')] },
  {
    room: 'harness/src/run/assemble-report.ts',
    mayImport: [...run('input', 'schedule', 'run-summary.ts'), ...RECORDED, ...JUDGES, ...harness('report')],
    packages: ['node:*'],
  },
  {
    room: 'harness/src/run',
    mayImport: [
      ...RUN_PARTS,
      ...run('own-mail', 'schedule', 'judging', 'wine', 'assemble-report.ts', 'run-summary.ts'),
      ...RECORDED,
      ...JUDGES,
      ...harness('certificate', 'life', 'report'),
    ],
    packages: ['node:*'],
  },

  // What `init` writes, from the templates.
  { room: 'harness/src/new-project', mayImport: run('input'), packages: ['node:*'] },
  {
    room: 'harness/src/cli',
    mayImport: [
      ...JUDGES,
      ...run('input', 'process', 'folders', 'judging', 'merging', 'replaying', 'verifying', 'watching', 'wine'),
      ...harness(
        'certificate',
        'new-project',
        'report',
        'report/reporters.ts',
        'report/show',
        'report/comparison',
        'report/comparison-reporters.ts',
        'run',
        'scenarios',
      ),
    ],
    packages: ['node:*', 'commander', 'log-update'],
  },
  // Certifications as tests of an author's own.
  {
    room: 'harness/src/test-runners',
    mayImport: [...JUDGES, ...RECORDED, ...run('input'), ...harness('report', 'run')],
  },
  // The entry of the package.
  {
    room: 'harness/src',
    mayImport: [
      ...JUDGES,
      ...RECORDED,
      ...run('input', 'process', 'far-side', 'judging', 'merging', 'verifying'),
      ...harness('certificate', 'report', 'run', 'test-runners'),
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
  ['sdk/src/contract/property-tags.ts', 'a table of constants'],
]);

/** The rooms of a folder. */
function under(folder: string): (...names: readonly string[]) => readonly string[] {
  return (...names) => names.map((name) => `${folder}/${name}`);
}
