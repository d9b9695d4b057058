import { join } from 'node:path';
import { BenchError } from '../bench-error.js';
import { costOfProcesses, sum } from '../cost.js';
import { ROOT, runNode } from '../processes.js';
import { ratioOf } from '../ratio.js';

/** Of most kinds of breach one. */
const SAMPLE = [
  'miscounts-references',
  'throws-in-do',
  'changes-its-mind',
  'needs-a-turn-to-commit',
  'loses-deletes',
  'slow-do',
  'outbox-in-memory',
  'book-loses-updates',
];

/** Whole certifications of providers that are broken on purpose, against the same at another commit. */
export async function* detectionAgainst(other, { sample = SAMPLE }) {
  const [ours, theirs] = [[], []];
  for (const provider of sample) {
    ours.push(await detect(ROOT, provider));
    theirs.push(await detect(other.root, provider));
  }
  const { value, how } = ratioOf([{ above: sum(ours), below: sum(theirs) }]);
  yield {
    what: `detection of ${sample.length} broken providers / the same at ${other.name}`,
    value,
    limit: other.isBaseline ? 0.5 : 1.1,
    how: `${how.replace('last round ', '')}; ${sample.join(', ')}`,
  };
}

async function detect(root, provider) {
  const script = join(root, 'scripts', 'detection.js');
  const options = { cwd: root, stdio: ['ignore', 'pipe', 'ignore'] };
  const { value, cost } = await costOfProcesses(() => runNode([script, '--provider', provider], options));
  // With 1 it says that something was not caught, or accused without reason: another matter.
  if (value.code === 0 || value.code === 1) return cost;
  throw new BenchError(`${script} --provider ${provider} ended with code ${value.code}; is there such a provider?`);
}
