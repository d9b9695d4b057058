import { existsSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import { digestOfBytes } from './digests.js';
import { moduleGraph } from './module-graph.js';

/** A file of a provider, by its content. */
export interface ProviderFile {
  /** The path from the folder that has all of them, with forward slashes. */
  readonly name: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** A package that a provider imports and that is not its own. */
export interface Dependency {
  readonly name: string;
  /** Null: it is not there, or its package.json does not say. */
  readonly version: string | null;
}

/** What a provider consists of. */
export interface ProviderContent {
  /** In the order of their names. */
  readonly files: readonly ProviderFile[];
  readonly dependencies: readonly Dependency[];
}

/**
 * Finds the files of a provider: its module, and all that this imports or names by a path, and so on. What other packages
 * bring is told by name and version.
 *
 * A path that is put together while the provider runs is not found.
 *
 * @param module - the absolute path of its module
 * @returns the files, with their digests
 */
export async function providerContent(module: string): Promise<ProviderContent> {
  const { contents, imports } = await moduleGraph(module);
  const dependencies = new Map<string, Dependency>();
  for (const { from, specifier } of imports) {
    if (!isPackage(specifier)) continue;
    const name = packageName(specifier);
    dependencies.set(name, { name, version: versionOf(name, dirname(from)) });
  }
  const root = commonFolder([...contents.keys()]);
  const files = [...contents].map(([file, content]) => ({
    name: relative(root, file).split(sep).join('/'),
    bytes: content.length,
    sha256: digestOfBytes(content),
  }));
  return { files: byName(files), dependencies: byName([...dependencies.values()]) };
}

function byName<T extends { readonly name: string }>(list: readonly T[]): readonly T[] {
  return [...list].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

function isPackage(specifier: string): boolean {
  return /^(?:@[\w.-]+\/)?[a-z\d][\w.-]*(?:\/|$)/i.test(specifier) && !isBuiltin(specifier);
}

function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** As node looks for packages: in the folders above. */
function versionOf(name: string, folder: string): string | null {
  const manifest = join(folder, 'node_modules', name, 'package.json');
  if (!existsSync(manifest)) return dirname(folder) === folder ? null : versionOf(name, dirname(folder));
  try {
    const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly version?: unknown };
    return typeof version === 'string' ? version : null;
  } catch {
    return null;
  }
}

function commonFolder(files: readonly string[]): string {
  const [first = [], ...others] = files.map((file) => dirname(file).split(sep));
  const isShared = (index: number): boolean => others.every((parts) => parts[index] === first[index]);
  const end = first.findIndex((_, index) => !isShared(index));
  return (end === -1 ? first : first.slice(0, end)).join(sep) || sep;
}
