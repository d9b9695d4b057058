import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Walk } from '../../scenarios/walk.js';
import { parseScript, SCRIPT_WORDS, ScriptError } from '../../scenarios/walk-script.js';
import type { OptionName } from './certify-options.js';
import { closest } from './closest.js';
import { ConfigurationError } from './configuration-error.js';

// Each function reads one option, which from JavaScript may be anything, and throws a ConfigurationError that names it.

/** What an option is, or a part of it, and what it must be. */
export function wrong(option: OptionName, value: unknown, wanted: string, part = ''): ConfigurationError {
  const of = part === '' ? '' : ` ${part}`;
  return new ConfigurationError((name) => `${name(option)}${of} is ${show(value)}; it must be ${wanted}`);
}

/** A value as messages show it. */
export function show(value: unknown): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object' && typeof value !== 'string') return String(value);
  return JSON.stringify(value);
}

/** A whole number between two; undefined: it was left out. */
export function readWhole(
  name: OptionName,
  value: unknown,
  least: number,
  most: number,
  unit = '',
): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most) {
    const numbers = `a whole number from ${least} to ${most.toLocaleString('en-US')}${unit}`;
    throw wrong(name, value, numbers);
  }
  return value;
}

/** The walks of a script, one for each life; null: there is none. */
export function readScript(value: unknown): readonly Walk[] | null {
  if (value === undefined) return null;
  if (typeof value !== 'string' || value.trim() === '') {
    throw wrong('script', value, 'the steps of a life, for example logon,work:3,query,notify,do,kill');
  }
  try {
    return parseScript(value);
  } catch (error) {
    if (!(error instanceof ScriptError)) throw error;
    const near = error.unknown === null ? undefined : closest(error.unknown, SCRIPT_WORDS);
    const meant = near === undefined ? '' : `; did you mean ${near}?`;
    const words = error.unknown === null ? '' : ` (the steps are ${SCRIPT_WORDS.join(', ')})`;
    throw new ConfigurationError((name) => `${name('script')}: ${error.message}${meant}${words}`);
  }
}

/** One of a few values. */
export function readChoice<T extends string | number>(
  name: OptionName,
  value: unknown,
  choices: readonly T[],
  otherwise: T,
): T {
  if (value === undefined) return otherwise;
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw wrong(name, value, choices.join(' or '));
  return found;
}

/** Yes or no; no unless given. */
export function readFlag(name: OptionName, value: unknown): boolean {
  if (value !== undefined && typeof value !== 'boolean') throw wrong(name, value, 'true or false');
  return value ?? false;
}

/** A list of names, each once; empty: it was left out. */
export function readNames(name: OptionName, value: unknown, wanted: string): readonly string[] {
  if (value === undefined) return [];
  if (!Array.isArray(value) || value.some((entry) => typeof entry !== 'string' || entry.trim() === '')) {
    throw wrong(name, value, `a list of ${wanted}`);
  }
  // An empty list would silently mean everything.
  if (value.length === 0) throw wrong(name, value, `a list of ${wanted}, with at least one entry`);
  return [...new Set((value as readonly string[]).map((entry) => entry.trim()))];
}

/** Settings by their names. */
export function readProfile(value: unknown): Readonly<Record<string, string>> {
  if (value === undefined) return {};
  const wanted = 'an object whose values are texts, for example { server: "localhost" }';
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong('profile', value, wanted);
  for (const [key, setting] of Object.entries(value)) {
    if (key.trim() === '')
      throw new ConfigurationError(
        (name) => `${name('profile')} has a setting without a name; each needs one, as in server=localhost`,
      );
    if (typeof setting !== 'string') throw wrong('profile', setting, 'a text', key);
  }
  return { ...(value as Record<string, string>) };
}

/** A path as it was given; null: it was left out. */
export function readPath(name: OptionName, value: unknown, wanted: string): string | null {
  if (value === undefined) return null;
  if (typeof value !== 'string' || value.trim() === '') throw wrong(name, value, wanted);
  return value;
}

/** The absolute path of a folder that exists; the working directory unless given. */
export function readFolder(value: unknown): string {
  if (value === undefined) return process.cwd();
  if (typeof value !== 'string' || value === '') throw wrong('cwd', value, 'the path of a folder');
  const path = resolve(value);
  if (!isThere(path, 'folder'))
    throw new ConfigurationError((name) => `${name('cwd')} is ${path}, which is no folder; give one that exists`);
  return path;
}

/** The absolute path of a file that exists; null: it was left out. */
export function readRegFile(value: unknown, cwd: string): string | null {
  if (value === undefined) return null;
  if (typeof value !== 'string' || value === '') throw wrong('reg', value, 'the path of a registry file');
  const path = resolve(cwd, value);
  if (!isThere(path, 'file')) {
    throw new ConfigurationError(
      (name) => `${name('reg')} is ${value}, and there is no such file (looked for ${path}); export one with regedit`,
    );
  }
  return path;
}

/** The absolute path of a folder; null: nothing is to be kept. */
export function readOut(value: unknown, cwd: string, otherwise: string): string | null {
  if (value === null) return null;
  if (value !== undefined && (typeof value !== 'string' || value.trim() === '')) {
    throw wrong('out', value, 'the path of a folder, or null to keep nothing');
  }
  return resolve(cwd, value ?? otherwise);
}

function isThere(path: string, kind: 'file' | 'folder'): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  return kind === 'file' ? stat?.isFile() === true : stat?.isDirectory() === true;
}
