export default {
  files: ['sdk/build/test/**/*.test.js', 'harness/build/test/**/*.test.js', 'examples/*/build/test/**/*.test.js'],
  workerThreads: false,
  concurrency: 2,
  timeout: '10m',
  // Tests of the SDK import its modules one by one; their package as a whole must then be of the same modules.
  nodeArguments: ['--conditions=mapi-kit-modules'],
};
