import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { BenchError } from '../bench-error.js';
import { costOfProcesses } from '../cost.js';
import { JOBS, ROOT, runNode } from '../processes.js';
import { ratioOf, ratioOfWall } from '../ratio.js';

const PROVIDER = '@mapi-kit/example-lmdb-store';
const COUNT = 4;
const MOST = 1.3;

/** What the longest of four shards costs, against a quarter of one run, and whether all of them come to the same. */
export async function* shards() {
  const folder = mkdtempSync(join(tmpdir(), 'mapi-kit-bench-'));
  try {
    const options = [PROVIDER, '--seed', '7', '--jobs', String(JOBS)];
    const whole = await ended([...options, '--out', join(folder, 'whole')]);
    const folders = Array.from({ length: COUNT }, (_, index) => join(folder, String(index + 1)));
    const costs = [];
    for (const [index, out] of folders.entries()) {
      costs.push(await ended([...options, '--shard', `${index + 1}/${COUNT}`, '--out', out]));
    }
    await ended(['merge', ...folders, '--out', join(folder, 'merged')]);
    const quarter = { cpuMs: whole.cpuMs === null ? null : whole.cpuMs / COUNT, wallMs: whole.wallMs / COUNT };
    const value = ({ cpuMs, wallMs }) => cpuMs ?? wallMs;
    const longest = costs.reduce((most, cost) => (value(cost) > value(most) ? cost : most));
    const ratio = (longest.cpuMs === null ? ratioOfWall : ratioOf)([{ above: longest, below: quarter }]);
    yield { what: `the longest of ${COUNT} shards / a quarter of one run, lmdb-store`, limit: MOST, ...ratio };
    const [one, merged] = ['whole', 'merged'].map((name) => findingsIn(join(folder, name)));
    const others = one.filter((finding, index) => !isDeepStrictEqual(finding, merged[index]));
    yield {
      what: 'findings that are otherwise when shards are merged, lmdb-store',
      limit: 0,
      value: others.length + Math.abs(one.length - merged.length),
      how: `of ${one.length}: ${others.map(({ id }) => id).join(', ') || 'none'}`,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Without the figures, which are others each time. */
function findingsIn(folder) {
  const { findings } = JSON.parse(readFileSync(join(folder, 'result.json'), 'utf8'));
  return findings.map(({ measured: _, circumstances: __, ...finding }) => finding);
}

async function ended(args) {
  const command = [join(ROOT, 'harness', 'bin', 'mapi-certify.js'), ...args];
  const { value, cost } = await costOfProcesses(() => runNode(command, { cwd: ROOT }));
  if (value.code !== 0) throw new BenchError(`mapi-certify ${args.join(' ')} ended with code ${value.code}`);
  return cost;
}
