import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { lineOf, type Mutant } from '../mutant/mutant.js';

const PROVIDERS = fileURLToPath(new URL('../providers/', import.meta.url));

const ENTRIES = {
  store: { entry: 'MSProviderInit', file: 'mutant-store.js', make: 'mutantStore' },
  'address-book': { entry: 'ABProviderInit', file: 'mutant-book.js', make: 'mutantBook' },
  transport: { entry: 'XPProviderInit', file: 'mutant-transport.js', make: 'mutantTransport' },
} as const;

/**
 * Writes the provider's module of a mutant.
 *
 * @param folder - where
 * @param name - of the file, without extension
 * @returns its path
 */
export function writeModule(mutant: Mutant, folder: string, name: string): string {
  const { entry, file, make } = ENTRIES[mutant.kind];
  const from = pathToFileURL(join(PROVIDERS, file)).href;
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.mjs`);
  writeFileSync(path, `import { ${make} } from '${from}';\n\nexport const ${entry} = ${make}(${lineOf(mutant)});\n`);
  return path;
}
