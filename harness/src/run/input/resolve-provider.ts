import { createHash } from 'node:crypto';
import { existsSync, readFileSync, type Stats, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, extname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isNativeLibrary } from '../../life/native-library.js';
import { assertNative } from './assert-native.js';
import { ConfigurationError, messageOf } from './configuration-error.js';
import { compiledModule } from './typescript-hint.js';

/** The provider's module, found but not loaded: this process never imports it. */
export interface ResolvedProvider {
  /** As the user gave it. */
  readonly given: string;
  readonly file: string;
  /** A file URL, for the process that does import it. */
  readonly url: string;
  /** The package's name, or the file's name without its extension. */
  readonly name: string;
  /** Of the module's file, hexadecimal. */
  readonly sha256: string;
}

/**
 * Finds the file that `import(name)` would load.
 *
 * @param name - a bare specifier
 * @param from - the folder of the importing module
 * @returns the path of a file, or undefined when there is none
 */
export type PackageFinder = (name: string, from: string) => Promise<string | undefined>;

const typeScript: RegExp = /\.[cm]?tsx?$/i;
const javaScript: RegExp = /\.[cm]?js$/i;

/**
 * Finds the module of a provider.
 *
 * @param given - a path, a file URL, a folder with a package.json, or the name of a package that node finds from `cwd`
 * @param cwd - the folder from which relative paths and package names are looked for
 * @param findPackage - asks node, which takes a process
 * @returns the module's file
 * @throws ConfigurationError when there is none, or it can't be a JavaScript module
 */
export async function resolveProvider(
  given: string,
  cwd: string,
  findPackage: PackageFinder,
): Promise<ResolvedProvider> {
  const found = await find(given, cwd, findPackage);
  const bytes = read(found.file, given);
  if (isNativeLibrary(found.file)) assertNative(given, bytes);
  else assertJavaScript(found.file, bytes, given, cwd);
  return {
    given,
    file: found.file,
    url: pathToFileURL(found.file).href,
    name: found.name,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}

interface Found {
  readonly file: string;
  readonly name: string;
}

async function find(given: string, cwd: string, findPackage: PackageFinder): Promise<Found> {
  const path = pathOf(given, cwd);
  const stat = stats(path);
  if (stat?.isDirectory() && (looksLikePath(given) || existsSync(join(path, 'package.json'))))
    return await findInFolder(path, given, findPackage);
  if (stat !== undefined && !stat.isDirectory()) return fileFound(path);
  if (!looksLikePath(given)) {
    const file = await findPackage(given, cwd);
    if (file !== undefined) return { file, name: given };
    throw new ConfigurationError(
      `${given} is neither a file in ${cwd} nor a package that node finds from there; give the path of the module, for example ./dist/${given.split('/').pop()}.js`,
    );
  }
  throw new ConfigurationError(
    `${given} does not exist (looked for ${path}); is it built, and is this the right folder?`,
  );
}

function pathOf(given: string, cwd: string): string {
  if (!/^[a-z][a-z0-9+.-]+:/i.test(given)) return resolve(cwd, given);
  try {
    return fileURLToPath(given);
  } catch (error) {
    throw new ConfigurationError(
      `${given} is not the URL of a file (${messageOf(error)}); give a path, a file URL or the name of a package`,
    );
  }
}

function looksLikePath(given: string): boolean {
  if (/^(\.{0,2}[/\\]|\.{1,2}$|[a-z]:|file:)/i.test(given)) return true;
  return javaScript.test(given) || typeScript.test(given) || isNativeLibrary(given) || extname(given) === '.json';
}

async function findInFolder(folder: string, given: string, findPackage: PackageFinder): Promise<Found> {
  const manifestFile = join(folder, 'package.json');
  const manifest = existsSync(manifestFile) ? readManifest(manifestFile) : {};
  const name = manifest.name ?? basename(folder);
  try {
    // With "exports", a package may be asked for by its own name from within; otherwise "main" or index.js decides.
    const own = manifest.name !== undefined && manifest.exports !== undefined;
    const file = own
      ? await findPackage(manifest.name as string, folder)
      : createRequire(join(folder, 'package.json')).resolve(folder);
    if (file !== undefined) return { file, name };
  } catch {
    // Told below.
  }
  throw new ConfigurationError(
    `${given} is a folder in which node finds no module (no package.json with "exports" or "main" that leads to a file, and no index.js); is it built?`,
  );
}

function readManifest(file: string): { readonly name?: string; readonly exports?: unknown } {
  try {
    const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof manifest !== 'object' || manifest === null) throw new Error('it is no JSON object');
    const name = 'name' in manifest && typeof manifest.name === 'string' ? { name: manifest.name } : {};
    return 'exports' in manifest ? { ...name, exports: manifest.exports } : name;
  } catch (error) {
    throw new ConfigurationError(`${file} can't be read: ${messageOf(error)}`);
  }
}

function fileFound(file: string): Found {
  return {
    file,
    name: basename(file)
      .replace(javaScript, '')
      .replace(/\.(?:dll|so(?:\.\d+)*)$/i, ''),
  };
}

function stats(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    // ENOTDIR: part of the path is a file, so the path does not exist.
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined;
    throw new ConfigurationError(`${path} can't be looked at: ${messageOf(error)}`);
  }
}

function read(file: string, given: string): Buffer {
  if (stats(file)?.isFile() !== true) {
    throw new ConfigurationError(`${given} leads to ${file}, which is not a file; is it built?`);
  }
  try {
    return readFileSync(file);
  } catch (error) {
    throw new ConfigurationError(`${given} can't be read: ${messageOf(error)}`);
  }
}

function assertJavaScript(file: string, bytes: Buffer, given: string, cwd: string): void {
  if (typeScript.test(file)) {
    throw new ConfigurationError(
      `${given} is TypeScript source; give the compiled module, for example ${compiledModule(file, cwd)}`,
    );
  }
  if (extname(file).toLowerCase() === '.json' || isJson(bytes)) {
    throw new ConfigurationError(`${given} is JSON, not a module; give the path of the JavaScript module`);
  }
  if (bytes.subarray(0, 8_192).includes(0)) {
    throw new ConfigurationError(`${given} is a binary file, not a module; give the path of the JavaScript module`);
  }
}

function isJson(bytes: Buffer): boolean {
  if (!/^\s*[{[]/.test(bytes.toString('utf8', 0, 100))) return false;
  try {
    JSON.parse(bytes.toString('utf8'));
    return true;
  } catch {
    return false;
  }
}
