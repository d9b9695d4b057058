import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { BenchError } from '../bench-error.js';
import { costOfProcesses } from '../cost.js';
import { JOBS, ROOT, runNode } from '../processes.js';
import { median, ratioOf } from '../ratio.js';

const PROVIDER = '@mapi-kit/example-lmdb-store';
const ROUNDS = 3;
const MOST_BYTES = 0.25;
/** What a bundle has besides: evidence that nobody compresses and seals has none of it. */
const ADDED = /(?:^|\/)(?:manifest\.json|certificate\.json|life-\d+\.data\.ndjson(?:\.gz)?)$/;

/** What it costs to verify the evidence of the LMDB example, and how many bytes that has. */
export async function* evidence() {
  const rounds = [];
  const sizes = [];
  for (let round = 0; round < ROUNDS; round++) {
    const { above, below, size } = await withFolder(async (out) => {
      const certified = await certifyInto(out, ROOT);
      const verified = await ended(['verify', out, '--provider', PROVIDER], ROOT);
      return { above: verified, below: certified, size: sizeOf(out) };
    });
    rounds.push({ above, below });
    sizes.push(size);
  }
  yield { what: 'verify / the certification, lmdb-store', limit: 0.15, ...ratioOf(rounds) };
  const { bytes, plain, files } = sizes.at(-1);
  yield {
    what: 'bytes of the evidence / uncompressed and unsealed, lmdb-store',
    limit: MOST_BYTES,
    value: median(sizes.map((size) => size.bytes / size.plain)),
    how: `n = ${ROUNDS}; last round ${kilobytes(bytes)} / ${kilobytes(plain)} in ${files} files`,
  };
}

/** How many bytes the evidence of the LMDB example has, against that of another commit. */
export async function* evidenceAgainst(other) {
  const ours = await withFolder(async (out) => {
    await certifyInto(out, ROOT);
    return sizeOf(out);
  });
  const theirs = await withFolder(async (out) => {
    await certifyInto(out, other.root);
    return sizeOf(out);
  });
  yield {
    what: `bytes of the evidence / the same at ${other.name}, lmdb-store`,
    // What compresses is not expected to get any smaller than that of a commit that does, too.
    limit: theirs.plain > theirs.bytes ? 1.1 : MOST_BYTES,
    value: ours.bytes / theirs.bytes,
    how: `${kilobytes(ours.bytes)} in ${ours.files} files / ${kilobytes(theirs.bytes)} in ${theirs.files}`,
  };
}

async function certifyInto(out, root) {
  return await ended([PROVIDER, '--out', out, '--seed', '7', '--jobs', String(JOBS)], root);
}

/** The cost of a command that has to end well. */
async function ended(args, root) {
  const command = join(root, 'harness', 'bin', 'mapi-certify.js');
  const { value, cost } = await costOfProcesses(() => runNode([command, ...args], { cwd: root }));
  if (value.code !== 0) throw new BenchError(`mapi-certify ${args.join(' ')} ended with code ${value.code}`);
  return cost;
}

async function withFolder(action) {
  const folder = mkdtempSync(join(tmpdir(), 'mapi-kit-bench-'));
  try {
    return await action(join(folder, 'out'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The bytes of all files of a folder; `plain`: as many as if nothing were compressed, without what a seal takes. */
function sizeOf(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  let [bytes, plain] = [0, 0];
  for (const { parentPath, name } of entries) {
    const file = join(parentPath, name);
    const { size } = statSync(file);
    bytes += size;
    if (!ADDED.test(name)) plain += name.endsWith('.gz') ? gunzipSync(readFileSync(file)).length : size;
  }
  return { bytes, plain, files: entries.length };
}

function kilobytes(bytes) {
  return `${Math.round(bytes / 1024)} KiB`;
}
