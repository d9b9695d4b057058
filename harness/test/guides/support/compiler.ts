import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExecutionContext } from 'ava';
import { type Ran, ROOT, run } from '../../support/npm.js';

const TSC = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
/** The types of Node.js, which readers install; most folders of the tests are without. */
const TYPES = join(ROOT, 'node_modules', '@types');

/** The `tsconfig.json` that a guide has its readers write. */
export function tsconfigOf(guide: string): string {
  const [, tsconfig] = /^```json\n(\{\n {2}"compilerOptions":[\s\S]*?)^```$/m.exec(guide) ?? [];
  if (tsconfig === undefined) throw new Error('the guide has no tsconfig.json');
  return tsconfig;
}

/** Compiles the TypeScript of a folder as readers of the guides do, whose `tsconfig.json` is the one of the first guide. */
export async function compile(folder: string): Promise<Ran> {
  const guide = readFileSync(join(ROOT, 'docs', 'write-your-first-store.md'), 'utf8');
  writeFileSync(join(folder, 'tsconfig.json'), tsconfigOf(guide));
  return await run(process.execPath, [TSC, '--project', folder, '--typeRoots', TYPES, '--pretty', 'false'], folder);
}

/** Compiles one file of TypeScript in a folder, in place of the JavaScript that was there. */
export async function compileFile(t: ExecutionContext, folder: string, name: string, code: string): Promise<void> {
  rmSync(join(folder, `${name}.js`), { force: true });
  writeFileSync(join(folder, `${name}.ts`), code);
  const { code: exitCode, stdout } = await compile(folder);
  t.is(exitCode, 0, stdout);
}
