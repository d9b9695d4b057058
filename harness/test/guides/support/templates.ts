import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../support/npm.js';

/** The folder of the templates of `mapi-certify init`. */
export const TEMPLATES: string = join(ROOT, 'harness', 'templates');

/** A module of a template that stands there in both languages. */
export interface TemplateModule {
  /** The file in TypeScript; the one in JavaScript is beside it. */
  readonly file: string;
  readonly typescript: string;
}

/** The providers of the templates. */
export function templateModules(): readonly TemplateModule[] {
  return readdirSync(TEMPLATES, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .sort()
    .map((name) => join(TEMPLATES, name))
    .map((file) => ({ file, typescript: readFileSync(file, 'utf8') }));
}
