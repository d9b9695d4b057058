// Builds everything: the compiler, in as many processes as there is anything independent to be compiled, and the bundles.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');

const HARNESS = ['harness', 'harness/test'];
const { references } = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8'));
const others = references.map(({ path }) => path).filter((path) => path !== 'sdk' && !HARNESS.includes(path));

// Each step needs what the steps before have built; what stands in one step does not know of the rest.
const STEPS = [[['sdk']], [HARNESS, others]];

for (const step of STEPS) {
  const codes = await Promise.all(step.map((projects) => run([tsc, '--build', ...projects])));
  const failed = codes.find((code) => code !== 0);
  if (failed !== undefined) process.exit(failed);
}
process.exit(await run([join(root, 'scripts', 'bundle.js')]));

function run(args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });
    child.on('close', (code) => resolve(code ?? 1));
  });
}
