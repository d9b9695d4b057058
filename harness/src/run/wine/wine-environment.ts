import type { WineFolder } from './wine-folder.js';

/** Nothing is asked for, shown or entered in a menu. */
const OVERRIDES = 'mscoree,mshtml=;winemenubuilder.exe=d;winedbg.exe=d';
/** A display would be somebody's; and one of these would lead to another Wine than the one that was found. */
const WITHOUT: readonly string[] = [
  'DISPLAY',
  'WAYLAND_DISPLAY',
  'WINEARCH',
  'WINELOADER',
  'WINESERVER',
  'NODE_OPTIONS',
];

/**
 * The environment of a process of Windows: in the prefix of the folder, with file names in UTF-8.
 *
 * @param environment - the rest of it
 * @param folder - with the prefix
 */
export function wineEnvironment(environment: NodeJS.ProcessEnv, folder: WineFolder): NodeJS.ProcessEnv {
  const rest = Object.fromEntries(Object.entries(environment).filter(([name]) => !WITHOUT.includes(name)));
  return {
    ...rest,
    WINEPREFIX: folder.prefix,
    WINEDEBUG: '-all',
    WINEDLLOVERRIDES: OVERRIDES,
    LC_ALL: 'C.UTF-8',
    NODE_PATH: windowsPath(folder.modules),
  };
}

/** A path as programs of Windows know it: drive Z is this machine. */
export function windowsPath(path: string): string {
  return `Z:${path.replaceAll('/', '\\')}`;
}

/** The URL of a file as programs of Windows know it. */
export function windowsUrl(url: string): string {
  return url.replace(/^file:\/\/\//, 'file:///Z:/');
}
