import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import blankSpace from 'ts-blank-space';
import type ts from 'typescript';
import { ROOT } from '../../support/npm.js';
import { inJavaScriptFile } from './snippets.js';

const BIOME = join(ROOT, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
const CLASS = 'class Guide extends Base {\n';
const END = '// end of the snippet\n';

/**
 * TypeScript without its types, as an author of JavaScript would have written it.
 *
 * @param snippets - modules, or methods and fields of a class at an indentation of two, with imports above them; the last
 * method
 *   may lack its end
 * @returns the JavaScript of each; empty where it was nothing but types
 */
export function stripTypes(snippets: readonly string[]): readonly string[] {
  if (snippets.length === 0) return [];
  const folder = mkdtempSync(join(tmpdir(), 'mapi-kit-snippets-'));
  const file = (index: number): string => join(folder, `${index}.js`);
  try {
    for (const [index, code] of snippets.entries()) {
      writeFileSync(file(index), blankSpace(wrapped(code), refuse));
    }
    const format = ['format', '--write', '--vcs-enabled=false', `--config-path=${join(ROOT, 'biome.json')}`, folder];
    execFileSync(process.execPath, [BIOME, ...format], { encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] });
    return snippets.map((_, index) => inJavaScriptFile(unwrapped(readFileSync(file(index), 'utf8'))));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function refuse(node: ts.Node): never {
  throw new Error(`this is more than types: ${node.getText()}`);
}

/** Makes a module of what stands in a class. */
function wrapped(code: string): string {
  const member = code.search(/^ {2}\S/m);
  if (/^\S.*\{$/m.test(code) || member === -1) return code;
  const missing = '}'.repeat(code.split('{').length - code.split('}').length);
  return `${code.slice(0, member)}${CLASS}${code.slice(member)}${END}${missing}}\n`;
}

function unwrapped(code: string): string {
  if (!code.includes(CLASS)) return code;
  const inner = code.slice(0, code.lastIndexOf(END.trim())).replace(CLASS, '');
  return `${inner.trimEnd()}\n`;
}
