import { gatherTests } from './scripts/gather-tests.js';

const sdk = (folder) => `sdk/build/test/${folder}`;
const harness = (path) => `harness/build/test/${path}`;
const example = (name) => `examples/${name}/build/test`;

// Test files that run together in one process, by the name of the process; a test that touches what belongs to the
// process (its clock, its environment, functions of Node's) is `test.serial` and tidies up by `t.teardown`: hooks for each
// test would be for those of all files.
const together = {
  'sdk-values': ['com', 'contract', 'tables'].map(sdk),
  'sdk-providers': ['store', 'address-book', 'common', 'objects'].map((kind) => sdk(`provider/${kind}`)),
  'sdk-transports': [sdk('provider/transport')],
  'sdk-subsystem': [sdk('subsystem')],
  architecture: [harness('architecture')],
  catalogue: [harness('catalogue')],
  harness: ['life', 'recording', 'report', 'scenarios', 'host', 'run', 'cli', 'new-project', 'mutants'].map(harness),
  'smtp-transport': [example('smtp-transport')],
  'vcard-address-book': [example('vcard-address-book')],
  // One after another: they share the processes of one Wine, and one of them looks whether any is left.
  wine: [harness('whole/wine')],
};

// They start, kill or wait for processes: each for itself, and not all at the same time.
const alone = [
  ...[
    'certify-command',
    'command-line',
    'init-command',
    'interruption',
    'report-command',
    'show-and-replay',
    'watch-command',
  ].map((name) => harness(`cli/${name}.test.js`)),
  ...['hostile-providers', 'lives', 'steps/probe-medium', 'steps/second-instance', 'watching'].map((name) =>
    harness(`host/${name}.test.js`),
  ),
  harness('mutants/reader/read-loss.test.js'),
  // Rounds of a spooler by the clock are what they are about.
  harness('host/mail/drain.test.js'),
  ...[
    'certify',
    'stopping',
    'judging/judge-evidence',
    'merging/merge-shards',
    'replaying/replay',
    'verifying/verify-evidence',
  ].map((name) => harness(`run/${name}.test.js`)),
  ...['diagnose-import', 'find-sanitizer', 'medium', 'run-child', 'run-life', 'second-instance'].map((name) =>
    harness(`run/process/${name}.test.js`),
  ),
  ...['quick-lives', 'read-back'].map((name) => harness(`run/schedule/${name}.test.js`)),
  // Their reader of XML is a module that is ready only later, and tests are declared at once.
  ...['badge', 'junit'].map((name) => harness(`report/${name}.test.js`)),
  // They run a compiler, and load what it makes into their process.
  ...[
    'library',
    'library-two-threads',
    'lent-objects',
    'loopback',
    'mail-loopback',
    'service-entry',
    'structures',
    'threads',
    'vtables',
  ].map((name) => harness(`native/${name}.test.js`)),
  harness('test-runners/other-runners.test.js'),
  ...['custom-far-side', 'smtp-far-side'].map((name) => harness(`run/far-side/${name}.test.js`)),
  ...['kill', 'lock'].map((name) => `${example('vcard-address-book')}/${name}.test.js`),
  // Rounds of a transport within a while are what they are about.
  ...['maildrop', 'shutdown'].map((name) => `${example('smtp-transport')}/${name}.test.js`),
];

// `npm test`, `npm run test:whole` and `npm run matrix` name a tier; AVA called by itself has them all.
const tier = process.env['MAPI_KIT_TIER'] ?? 'all';
const WINE = 'build/gathered-tests/wine.test.js';
const isWhole = (file) => file === WINE || file.startsWith(harness('whole/'));
const isUnit = (file) =>
  !isWhole(file) && !['certification/', 'guides/'].some((folder) => file.startsWith(harness(folder)));
/** They come first: nothing long is left to go on by itself in the end. */
const LONGEST = [
  'certification/providers',
  'whole/examples',
  'gathered-tests/wine',
  'whole/correct',
  'whole/guides/write-your-first-transport',
  'whole/guides/common-mistakes',
  'whole/init',
  'whole/native-store',
  'whole/native-transport',
  'whole/native-address-book',
  'whole/guides/readme',
].map((name) => `/${name}.test.js`);

function ofTier(files) {
  if (tier === 'whole') return files.filter(isWhole);
  if (tier === 'units') return files.filter(isUnit);
  return tier === 'quick' ? files.filter((file) => !isWhole(file)) : files;
}

/** The place of a file, which AVA names by its absolute path. */
function placeOf(file) {
  const path = file.replaceAll('\\', '/');
  const place = LONGEST.findIndex((long) => path.endsWith(long));
  return place === -1 ? LONGEST.length : place;
}

export default {
  // A single file, as in `npx ava harness/build/test/run/certify.test.js`, runs all the same.
  files: ofTier(gatherTests(together, alone)),
  sortTestFiles: (a, b) => placeOf(a) - placeOf(b),
  workerThreads: false,
  concurrency: 2,
  timeout: '10m',
  // In a job of GitHub the command writes to its summary and annotates; what tests start shall not.
  environmentVariables: { GITHUB_ACTIONS: '' },
  nodeArguments: [
    // Tests of the SDK import its modules one by one; their package as a whole must then be of the same modules.
    '--conditions=mapi-kit-modules',
  ],
};
