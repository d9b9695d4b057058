import { gatherTests } from './scripts/gather-tests.js';

const sdk = (folder) => `sdk/build/test/${folder}`;
const harness = (path) => `harness/build/test/${path}`;
const example = (name) => `examples/${name}/build/test`;

// Test files that run together in one process, by the name of the process; a test that touches what belongs to the
// process (its clock, its environment, functions of Node's) is `test.serial` and tidies up by `t.teardown`: hooks for each
// test would be for those of all files.
const together = {
  'sdk-values': ['com', 'contract', 'tables'].map(sdk),
  'sdk-providers': ['provider', 'provider-address-book'].map(sdk),
  'sdk-transports': [sdk('provider-transport')],
  'sdk-subsystem': [sdk('subsystem')],
  catalogue: [harness('catalogue')],
  harness: ['recording', 'report', 'scenarios', 'host', 'run', 'cli'].map(harness),
  'smtp-transport': [example('smtp-transport')],
  'vcard-address-book': [example('vcard-address-book')],
};

// They start, kill or wait for processes: each for itself, and not all at the same time.
const alone = [
  ...['certify-command', 'command-line', 'interruption'].map((name) => harness(`cli/${name}.test.js`)),
  ...['lives', 'probe-medium'].map((name) => harness(`host/${name}.test.js`)),
  ...['certify', 'diagnose-import', 'medium', 'run-child', 'run-life', 'second-instance'].map((name) =>
    harness(`run/${name}.test.js`),
  ),
  ...['custom-far-side', 'smtp-far-side'].map((name) => harness(`run/far-side/${name}.test.js`)),
  ...['kill', 'lock'].map((name) => `${example('vcard-address-book')}/${name}.test.js`),
  // Rounds of a transport within a while are what they are about.
  ...['maildrop', 'shutdown'].map((name) => `${example('smtp-transport')}/${name}.test.js`),
];

export default {
  // A single file, as in `npx ava harness/build/test/run/certify.test.js`, runs all the same.
  files: gatherTests(together, alone),
  workerThreads: false,
  concurrency: 2,
  timeout: '10m',
  nodeArguments: [
    // Tests of the SDK import its modules one by one; their package as a whole must then be of the same modules.
    '--conditions=mapi-kit-modules',
  ],
};
