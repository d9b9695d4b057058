// Runs the tests and the certifications of the examples on several versions of Node.
//
//   npm run matrix                 every version below
//   npm run matrix -- --newest     the newest one only: the unit tests, and whole certifications of the correct providers,
//                                  the examples and all that the guides show. What the broken providers show about the
//                                  judges does not depend on the version
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fetchNode, VERSIONS } from './fetch-node.js';

const root = join(import.meta.dirname, '..');

const newest = process.argv.includes('--newest');
const chosen = newest ? VERSIONS.slice(-1) : VERSIONS;
const EXAMPLES = [
  'lmdb-store',
  'level-store',
  'sqlite-store',
  'opt-out-store',
  'wrapped-store',
  'vcard-address-book',
  'smtp-transport',
];
const unknown = process.argv.slice(2).filter((argument) => argument !== '--newest');
if (unknown.length > 0) {
  console.error(`matrix: unknown argument ${unknown[0]}; the only one is --newest`);
  process.exit(2);
}

let failures = 0;
for (const version of chosen) {
  const node = fetchNode(version);
  const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
  console.log(`\n=== Node ${stdout.trim()}`);
  const ava = ['node_modules/ava/entrypoints/cli.mjs'];
  if (newest) {
    // The examples are among the whole certifications.
    for (const tier of ['units', 'whole']) run(node, ava, { MAPI_KIT_TIER: tier });
    continue;
  }
  run(node, ava, { MAPI_KIT_TIER: 'all' });
  for (const example of EXAMPLES) {
    if (example === 'sqlite-store' && !hasSqlite(node)) {
      console.log(`${example}: left out, Node ${stdout.trim()} has no node:sqlite (22.13 and newer have it)`);
      continue;
    }
    run(node, [
      'harness/bin/mapi-certify.js',
      `@mapi-kit/example-${example}`,
      '--out',
      join('.cache', 'matrix', example),
    ]);
  }
}
process.exit(failures === 0 ? 0 : 1);

function hasSqlite(node) {
  return spawnSync(node, ['--no-warnings', '-e', "require('node:sqlite')"]).status === 0;
}

function run(node, args, variables = {}) {
  // It triples what a process of Node 20 takes to start; npm, above, may need it.
  const { NODE_EXTRA_CA_CERTS: _, ...env } = { ...process.env, ...variables };
  const result = spawnSync(node, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] });
  if (result.status !== 0) {
    failures += 1;
    console.log(`failed: node ${args.join(' ')}`);
  }
}
