import { gatherTests } from './scripts/gather-tests.js';

const tests = gatherTests(
  ['sdk/build/test', 'harness/build/test'],
  {
    sdk: ['sdk/build/test'],
    catalogue: ['harness/build/test/catalogue'],
    recording: ['harness/build/test/recording', 'harness/build/test/report', 'harness/build/test/scenarios'],
  },
  [],
);
export default {
  files: tests,
  workerThreads: false,
  concurrency: 2,
  timeout: '10m',
  // Tests of the SDK import its modules one by one; their package as a whole must then be of the same modules.
  nodeArguments: ['--conditions=mapi-kit-modules'],
};
