// Gathers the small test files of a folder in one file that imports them, so that AVA runs them in one process: to start
// one takes half a second of CPU, which is more than most of these files need. ava.config.js says which.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const SUFFIX = '.test.js';

/** Every compiled test file of a folder and those in it, as paths from the root with slashes. */
function testFiles(folder) {
  return readdirSync(join(root, folder), { recursive: true })
    .filter((name) => name.endsWith(SUFFIX))
    .map((name) => join(folder, name).split(sep).join('/'))
    .sort();
}

/**
 * Writes the gathering files, and lists what AVA has to run: these, and every other test file.
 *
 * @param {readonly string[]} workspaces - the folders with compiled tests
 * @param {Readonly<Record<string, readonly string[]>>} groups - by name: folders and files, from the root
 * @param {readonly string[]} alone - files, from the root, that need a process of their own
 * @returns {string[]} paths from the root
 */
export function gatherTests(workspaces, groups, alone) {
  const left = new Set(workspaces.flatMap(testFiles));
  for (const file of alone) if (!left.has(file)) throw new Error(`ava.config.js: there is no ${file}`);
  const folder = 'build/gathered-tests';
  rmSync(join(root, folder), { recursive: true, force: true });
  mkdirSync(join(root, folder), { recursive: true });
  const gathered = Object.entries(groups).map(([name, parts]) => {
    const files = [...left].filter((file) => !alone.includes(file) && parts.some((part) => isIn(file, part)));
    if (files.length === 0) throw new Error(`ava.config.js: there is no test in ${parts.join(', ')}`);
    for (const file of files) left.delete(file);
    const imports = files.map((file) => `import '${relative(folder, file).split(sep).join('/')}';\n`);
    writeFileSync(join(root, folder, name + SUFFIX), imports.join(''));
    return `${folder}/${name}${SUFFIX}`;
  });
  return [...gathered, ...left];
}

function isIn(file, part) {
  return file === part || file.startsWith(`${part}/`);
}
