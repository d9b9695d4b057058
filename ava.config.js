export default {
  files: ['sdk/build/test/**/*.test.js', 'harness/build/test/**/*.test.js', 'examples/*/build/test/**/*.test.js'],
  workerThreads: false,
  concurrency: 2,
  timeout: '10m',
};
