import { existsSync } from 'node:fs';
import { dirname, extname, join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type CertifyOptions, OPTION_NAMES, type OptionName } from './certify-options.js';
import { closest } from './closest.js';
import { ConfigurationError, codeOf, messageOf } from './configuration-error.js';
import { noteForeignCode } from './foreign-code.js';
import { parseGivenJson, readGivenFile } from './given-file.js';
import { positionIn, topLevelLine } from './json-lines.js';
import { readOptions } from './options.js';

/** What belongs to a call, and to no file. */
type OfCall = 'cwd' | 'signal' | 'onProgress' | 'beforeSealing';

/** What a configuration file holds: options by the names of the library, and files of reports by the names of those. */
export interface CertifyConfig extends Omit<CertifyOptions, OfCall> {
  /** The schema that an editor checks the file by. */
  readonly $schema?: string;
  /** For example `{ "junit": "results/junit.xml" }`: what `--junit` names on the command line. */
  readonly reports?: Readonly<Record<string, string>>;
}

/** A configuration file that was read, its paths relative to the working directory. */
export interface ConfigFile {
  /** As messages show it. */
  readonly shown: string;
  readonly options: Omit<CertifyOptions, OfCall>;
  readonly reports: Readonly<Record<string, string>>;
}

const OF_CALL: readonly string[] = ['cwd', 'signal', 'onProgress', 'beforeSealing'] satisfies OfCall[];
const NAME = 'mapi-certify.config';
const ENDINGS: readonly string[] = ['.json', '.js', '.mjs', '.ts'];
/** A path as such; the others may also be names of packages. */
const PATHS: readonly OptionName[] = ['profileFile', 'reg', 'out', 'signKey', 'expectedFailures', 'mail'];
const MODULES: readonly OptionName[] = ['provider', 'farSide'];

/** The keys that a configuration file may have. */
export const CONFIG_KEYS: readonly string[] = [
  '$schema',
  ...OPTION_NAMES.filter((name) => !OF_CALL.includes(name)),
  'reports',
];

/**
 * Reads the configuration file: the one that is named, or `mapi-certify.config.json` (.js, .mjs, .ts) in the working
 * directory.
 *
 * @param given - as the user named it; undefined: none was named
 * @param cwd - the working directory
 * @param reportNames - the reports that may be asked for
 * @returns null: there is none
 * @throws ConfigurationError naming the file, the key, and in JSON the line
 */
export async function readConfigFile(
  given: string | undefined,
  cwd: string,
  reportNames: readonly string[],
): Promise<ConfigFile | null> {
  const shown = given ?? found(cwd);
  if (shown === null) return null;
  const file = resolve(cwd, shown);
  const content = readGivenFile(file, (why) => new ConfigurationError(`--config ${shown}: ${why}`));
  const text = extname(file) === '.json' ? content : null;
  const value = text === null ? await imported(file, shown) : parsed(text, shown);
  const wrong = (key: string, message: string): ConfigurationError => {
    const line = text === null ? null : topLevelLine(text, key);
    return new ConfigurationError(`${shown}${line === null ? '' : `, line ${line}`}: ${message}`);
  };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const example = '{ "provider": "./dist/my-store.js" }';
    throw new ConfigurationError(`${shown} holds no object; it must be like ${example}`);
  }
  for (const key of Object.keys(value)) {
    if (CONFIG_KEYS.includes(key)) continue;
    const near = closest(key, CONFIG_KEYS);
    throw wrong(
      key,
      `there is no ${key}${near === undefined ? ` (the keys are ${CONFIG_KEYS.join(', ')})` : `; did you mean ${near}?`}`,
    );
  }
  const { $schema: _, reports = {}, ...options } = value as CertifyConfig;
  if (options.out === null) throw wrong('out', 'out is null; it must be the path of a folder');
  checkReports(reports, reportNames, (message) => wrong('reports', message));
  checkOptions(options, dirname(file), wrong);
  return { shown, ...fromFolder({ options, reports }, dirname(file), cwd) };
}

function found(cwd: string): string | null {
  const names = ENDINGS.map((ending) => NAME + ending).filter((name) => existsSync(join(cwd, name)));
  if (names.length > 1) {
    throw new ConfigurationError(`there are ${names.join(' and ')}; keep one of them, or name it by --config`);
  }
  return names[0] ?? null;
}

function parsed(text: string, shown: string): unknown {
  return parseGivenJson(text, (why) => {
    const place = positionIn(text, why);
    return new ConfigurationError(`${shown}${place === null ? '' : `, ${place}`}: it is no JSON: ${why}`);
  });
}

async function imported(file: string, shown: string): Promise<unknown> {
  if (extname(file) === '.ts' && !Reflect.get(process.features, 'typescript')) {
    throw new ConfigurationError(
      `${shown} is TypeScript, which Node ${process.version} can't import; write it as .js or .json, or take Node 22.18 or newer`,
    );
  }
  let exported: Readonly<Record<string, unknown>>;
  noteForeignCode(shown);
  try {
    exported = await import(pathToFileURL(file).href);
  } catch (error) {
    const code = codeOf(error);
    throw new ConfigurationError(
      `${shown} can't be imported: ${code === undefined ? '' : `${code}: `}${messageOf(error)}`,
    );
  }
  if (!('default' in exported)) {
    throw new ConfigurationError(`${shown} has no default export; write export default { … }`);
  }
  return exported['default'];
}

function checkReports(
  reports: unknown,
  names: readonly string[],
  wrong: (message: string) => ConfigurationError,
): void {
  if (typeof reports !== 'object' || reports === null || Array.isArray(reports)) {
    throw wrong('reports must be an object, for example { "junit": "results/junit.xml" }');
  }
  for (const [name, file] of Object.entries(reports)) {
    if (!names.includes(name)) throw wrong(`there is no report ${name} (there are ${names.join(', ')})`);
    if (typeof file !== 'string' || file.trim() === '') throw wrong(`the file of report ${name} must be a text`);
  }
}

/** What a shard needs besides, where the command line gives it. */
const OF_SHARD = { seed: 1, out: '.' } as const;

/** By the same rules as everything; what is missing here the command line may give. */
function checkOptions(
  options: Omit<CertifyOptions, OfCall>,
  folder: string,
  wrong: (key: string, message: string) => ConfigurationError,
): void {
  const isOpen = options.provider === undefined && options.profileFile === undefined;
  try {
    const given = { ...(isOpen ? { provider: '.' } : {}), ...(options.shard === undefined ? {} : OF_SHARD) };
    readOptions({ ...given, ...options, cwd: folder });
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    const keys: string[] = [];
    const message = error.messageWith((option) => {
      keys.push(option);
      return option;
    });
    throw wrong(keys[0] ?? '', message);
  }
}

/** Paths are relative to the file that names them. */
function fromFolder(
  { options, reports }: Pick<ConfigFile, 'options' | 'reports'>,
  folder: string,
  cwd: string,
): Pick<ConfigFile, 'options' | 'reports'> {
  if (folder === cwd) return { options, reports };
  const moved = (path: string): string => {
    const way = relative(cwd, resolve(folder, path));
    return way.startsWith('..') ? way : `.${sep}${way}`;
  };
  const isPath = (name: string, value: string): boolean => {
    if (name === 'signKey') return !value.includes('-----BEGIN ');
    const isModule = MODULES.some((module) => module === name);
    return PATHS.some((path) => path === name) || (isModule && existsSync(resolve(folder, value)));
  };
  const entries = Object.entries(options).map(([name, value]: [string, unknown]) => {
    return [name, typeof value === 'string' && isPath(name, value) ? moved(value) : value];
  });
  const files = Object.entries(reports).map(([name, path]) => [name, path === '-' ? path : moved(path)]);
  return { options: Object.fromEntries(entries), reports: Object.fromEntries(files) };
}
