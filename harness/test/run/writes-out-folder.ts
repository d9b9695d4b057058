// Begins and finishes an output folder, as `small`, with reports that fit a small disk; or with one that does not, which
// `begin` or `finish` comes to write. Prints the error.

import { OutFolder } from '#harness/run/folders/out-folder.js';
import { ReportError } from '#harness/run/input/configuration-error.js';
import { Leftovers } from '#harness/run/process/leftovers.js';
import { certifiedReport } from '../support/certification-report.js';

const [path = '', large = ''] = process.argv.slice(2);
const reportOf = (stage: string, completion: 'complete' | 'interrupted') =>
  certifiedReport({ completion, summary: stage === large ? 'much '.repeat(6_000) : 'little' });

const folder = OutFolder.open(path, new Leftovers());
try {
  await folder.begin(reportOf('begin', 'interrupted'));
  await folder.finish(reportOf('finish', 'complete'));
  folder.close();
} catch (error) {
  if (!(error instanceof ReportError)) throw error;
  console.log(error.name, error.exitCode, error.message);
  if (large === 'begin') await folder.abandon();
  else folder.close();
}
