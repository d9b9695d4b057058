// Certifies with the harness of a checkout, and prints the result in short, as JSON.
//
//   node measure-certification.js ROOT OPTIONS     OPTIONS: those of `certify`, as JSON
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [root, options] = process.argv.slice(2);
const { certify, ConfigurationError } = await import(pathToFileURL(join(root, 'harness', 'dist', 'index.js')));
let childBytes = 0;
const report = await certify({
  out: null,
  seed: 7,
  cwd: root,
  ...JSON.parse(options),
  onProgress(event) {
    if (event.kind === 'run-finished') childBytes = Math.max(childBytes, event.run.peakRssBytes ?? 0);
  },
}).catch((error) => {
  if (!(error instanceof ConfigurationError)) throw error;
  console.error(error.message);
  process.exit(2);
});
if (!['certified', 'certified-opt-out', 'passed'].includes(report.verdict)) {
  console.error(`${report.verdict}: ${report.summary}`);
  process.exit(1);
}
const { lives, processes, kills } = report.totals;
console.log(
  JSON.stringify({
    lives,
    processes,
    kills,
    // Of each trial of each scenario one.
    runs: report.runs.map(({ name }) => name).sort(),
    childBytes,
    parentBytes: process.resourceUsage().maxRSS * 1024,
  }),
);
