// The newest Node that mapi-kit is tried on, in place of the one that runs a script.
import { spawn } from 'node:child_process';
import { fetchNode, VERSIONS } from './fetch-node.js';

/** Does the same in a process of the newest Node; gives its exit code. */
export function onNewestNode() {
  const rest = process.argv.slice(1).filter((argument) => argument !== '--newest');
  const child = spawn(fetchNode(VERSIONS.at(-1)), rest, { stdio: 'inherit' });
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => child.kill(name));
  return new Promise((settle) => child.once('close', (code) => settle(code ?? 1)));
}
