import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { dirname, extname, join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { init, parse } from 'es-module-lexer';
import { digestOfBytes } from './digests.js';

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

const MODULE = /\.[cm]?js$/i;
/** What a path without an extension may lead to, where it is given to `require`. */
const ENDINGS: readonly string[] = ['', '.js', '.cjs', '.mjs', '.json', '.node', '/index.js'];
const REQUIRED = /\brequire(?:\.resolve)?\(\s*(["'])(?<specifier>[^"'\n]+)\1/g;
const WORKER = /\bnew URL\(\s*(["'])(?<specifier>[^"'\n]+)\1\s*,\s*import\.meta\.url/g;

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
  await init;
  const start = realpathSync(module);
  const contents = new Map<string, Buffer>();
  const dependencies = new Map<string, Dependency>();
  const waiting = [start];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (contents.has(file)) continue;
    const content = readFileSync(file);
    contents.set(file, content);
    for (const specifier of specifiersIn(file, content)) {
      const found = resolveOwn(file, specifier);
      if (found !== null) waiting.push(found);
      else if (isPackage(specifier)) {
        const name = packageName(specifier);
        dependencies.set(name, { name, version: versionOf(name, dirname(file)) });
      }
    }
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

function specifiersIn(file: string, content: Buffer): readonly string[] {
  if (!MODULE.test(file)) return [];
  const source = content.toString('utf8');
  const named = [...source.matchAll(REQUIRED), ...source.matchAll(WORKER)].map((match) => match.groups?.['specifier']);
  return [...imported(source), ...named].filter((specifier) => specifier !== undefined);
}

function imported(source: string): readonly (string | undefined)[] {
  try {
    const [imports] = parse(source);
    return imports.map((each) => ('specifier' in each ? (each.specifier ?? undefined) : undefined));
  } catch {
    // No module that could be loaded, either: node says so better.
    return [];
  }
}

/** A file of the provider's own; null: there is none of that name, or it is another package's. */
function resolveOwn(from: string, specifier: string): string | null {
  if (specifier.startsWith('#')) {
    try {
      const found = createRequire(from).resolve(specifier);
      return found.split(sep).includes('node_modules') ? null : realpathSync(found);
    } catch {
      return null;
    }
  }
  if (!/^(?:\.{1,2}\/|\/|file:)/.test(specifier)) return null;
  let path: string;
  try {
    path = fileURLToPath(new URL(specifier, pathToFileURL(from)));
  } catch {
    return null;
  }
  const candidates = extname(path) === '' ? ENDINGS.map((ending) => path + ending) : [path];
  const found = candidates.find((each) => statSync(each, { throwIfNoEntry: false })?.isFile() === true);
  return found === undefined ? null : realpathSync(found);
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
