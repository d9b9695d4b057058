import { fileURLToPath } from 'node:url';

/**
 * The path of a compiled fixture.
 *
 * @param name - relative to the folder of the fixtures and without extension, for example `broken/slow-do`
 */
export function fixture(name: string): string {
  return fileURLToPath(new URL(`../../fixtures/${name}.js`, import.meta.url));
}
