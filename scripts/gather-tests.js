// Gathers small test files in files that import them, so that AVA runs them in one process: to start one takes half a
// second of CPU, which is more than most test files need. ava.config.js says which.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const SUFFIX = '.test.js';
const FOLDER = 'build/gathered-tests';

/**
 * Writes a file for each group, and lists what AVA has to run: these, and every test file that is in none.
 *
 * @param {Readonly<Record<string, readonly string[]>>} together - by name: folders, from the root
 * @param {readonly string[]} alone - files in those folders that need a process of their own
 * @returns {string[]} paths from the root; before a build, none
 */
export function gatherTests(together, alone) {
  const left = new Set(workspaces().flatMap(testFiles));
  if (left.size === 0) return [`${FOLDER}/*${SUFFIX}`];
  const missing = alone.filter((file) => !left.has(file));
  if (missing.length > 0) throw new Error(`ava.config.js names ${missing.join(', ')}: there is no such file`);
  mkdirSync(join(root, FOLDER), { recursive: true });
  const gathered = Object.entries(together).map(([name, folders]) => {
    const files = [...left].filter(
      (file) => !alone.includes(file) && folders.some((folder) => file.startsWith(`${folder}/`)),
    );
    if (files.length === 0) throw new Error(`ava.config.js names ${folders.join(', ')}: there is no test`);
    for (const file of files) left.delete(file);
    writeGroup(`${FOLDER}/${name}${SUFFIX}`, files);
    return `${FOLDER}/${name}${SUFFIX}`;
  });
  return [...gathered, ...left];
}

function workspaces() {
  return ['sdk', 'harness', ...readdirSync(join(root, 'examples')).map((name) => `examples/${name}`)];
}

/** Every compiled test file of a workspace, from the root. */
function testFiles(workspace) {
  const folder = join(root, workspace, 'build/test');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith(SUFFIX))
    .map((name) => withSlashes(`${workspace}/build/test/${name}`))
    .sort();
}

function writeGroup(path, files) {
  const text = files.map((file) => `import '${withSlashes(relative(FOLDER, file))}';\n`).join('');
  const file = join(root, path);
  // Another AVA may be running it as it is.
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
}

/** On Windows, too. */
function withSlashes(path) {
  return path.replaceAll('\\', '/');
}
