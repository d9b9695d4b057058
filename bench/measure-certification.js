// Certifies the LMDB example with a number of items, one process at a time, and prints wall time and peak memory as JSON.
import { certify } from '@mapi-kit/harness';

const count = Number(process.argv[2]);
let childBytes = 0;
const report = await certify({
  provider: '@mapi-kit/example-lmdb-store',
  out: null,
  jobs: 1,
  seed: 7,
  items: count,
  only: ['SEQ-2'],
  onProgress(event) {
    if (event.kind === 'run-finished') childBytes = Math.max(childBytes, event.run.peakRssBytes ?? 0);
  },
});
if (report.verdict !== 'passed') throw new Error(`not passed: ${report.summary}`);
console.log(JSON.stringify({ wallMs: report.wallMs, childBytes, parentBytes: process.resourceUsage().maxRSS * 1024 }));
