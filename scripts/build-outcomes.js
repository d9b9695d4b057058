import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Opens a folder of outcomes, each a JSON file, that hold for one build: those of another one say nothing, and go.
 *
 * @param folder {string}
 * @param root {string} the project's folder
 * @param built {readonly string[]} the folders in it that outcomes depend on
 */
export function openOutcomes(folder, root, built) {
  const file = join(folder, 'build.txt');
  const build = fingerprint(root, built);
  if (existsSync(file) && readFileSync(file, 'utf8') !== build) {
    for (const entry of readdirSync(folder).filter((each) => each.endsWith('.json'))) rmSync(join(folder, entry));
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, build);
}

function fingerprint(root, built) {
  const hash = createHash('sha256').update(process.version);
  for (const folder of built) {
    const files = readdirSync(join(root, folder), { recursive: true }).filter((name) => name.endsWith('.js'));
    for (const name of files.sort()) hash.update(name).update(readFileSync(join(root, folder, name)));
  }
  return hash.digest('hex');
}
