// Another commit, built in a folder of its own: .cache/against/<sha>, which is used again, and which `npm run clean` removes.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { BenchError } from './bench-error.js';
import { givenEnvironment } from './environment.js';
import { ROOT } from './processes.js';

/** What the figures of issue 9 are measured against. */
const BASELINE = '69801b0';
const FOLDER = join(ROOT, '.cache', 'against');

/**
 * Builds a commit, unless it is built already.
 *
 * @param given - as git knows it: the beginning of its hash, a branch, a tag
 * @returns its folder, a short name, and whether it is the one that the limits are made for
 * @throws BenchError when there is no such commit, or it does not build
 */
export function checkout(given) {
  const { status, stdout } = git('rev-parse', '--verify', '--quiet', '--end-of-options', `${given}^{commit}`);
  if (status !== 0) throw new BenchError(`git knows no commit ${given}`);
  const sha = stdout.trim();
  const root = join(FOLDER, sha);
  if (!existsSync(root)) build(sha, root);
  return { root, name: sha.slice(0, 7), isBaseline: sha.startsWith(BASELINE) };
}

function build(sha, root) {
  mkdirSync(FOLDER, { recursive: true });
  // It gets its name when it is built, so that half a one is never used.
  const part = `${root}.part`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part);
  const archive = `${part}.tar`;
  const log = `${root}.log`;
  try {
    const doing = { cwd: part, log, sha };
    step('git', ['archive', `--output=${archive}`, sha], { ...doing, cwd: ROOT });
    step('tar', ['-xf', archive], doing);
    // npm would look for one further up, and install and build this checkout.
    if (!existsSync(join(part, 'package.json'))) throw doesNotBuild(sha, 'it has no package.json');
    console.error(`bench: ${sha.slice(0, 7)} is built in ${relative(ROOT, root)}; this takes a minute`);
    step('npm', ['ci', '--loglevel=error', '--no-audit', '--no-fund', '--prefix', part], doing);
    step('npm', ['run', 'build', '--prefix', part], doing);
    renameSync(part, root);
    rmSync(log, { force: true });
  } finally {
    rmSync(archive, { force: true });
    rmSync(part, { recursive: true, force: true });
  }
}

function step(command, args, { cwd, log, sha }) {
  // npm may need what the bench's own processes go without.
  const options = { cwd, env: givenEnvironment, encoding: 'utf8', shell: process.platform === 'win32' };
  const { status, stdout, stderr, error } = spawnSync(command, args, { ...options, maxBuffer: 2 ** 30 });
  if (status === 0) return;
  writeFileSync(log, `${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}\n`);
  throw doesNotBuild(sha, `see what ${command} ${args[0]} says in ${relative(ROOT, log)}`);
}

function doesNotBuild(sha, why) {
  return new BenchError(`commit ${sha.slice(0, 7)} does not build: ${why}`);
}

function git(...args) {
  const result = spawnSync('git', args, { cwd: ROOT, encoding: 'utf8' });
  if (result.error !== undefined) throw new BenchError(`git cannot be started: ${result.error.message}`);
  return result;
}
