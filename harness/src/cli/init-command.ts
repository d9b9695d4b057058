import { readFileSync } from 'node:fs';
import { basename, resolve, sep } from 'node:path';
import { createFolder, obstacleTo } from '../new-project/create-folder.js';
import { type Language, modulePath, type ProjectFiles, projectFiles } from '../new-project/project-files.js';
import { STARTER_KINDS, type StarterKind } from '../new-project/starter-kinds.js';
import { closest } from '../run/input/closest.js';
import { ConfigurationError, codeOf, messageOf } from '../run/input/configuration-error.js';
import type { Context } from './context.js';
import { writeAll } from './output.js';

/** What the command line of `init` gives. */
export interface InitFlags {
  /** In JavaScript, without TypeScript. */
  readonly js: boolean;
}

/**
 * `mapi-certify init <kind> <new-dir>`: makes a folder with a provider that is certified as it stands. Nothing that is there
 * is overwritten.
 *
 * @param kind - what the command line names
 * @param folder - the folder that is to be made
 * @param flags - the options
 * @param context - where it is told
 * @throws ConfigurationError when there is no such kind, something is in the way, or the folder can't be written; nothing is
 * left of it then
 */
export async function makeProject(kind: string, folder: string, { js }: InitFlags, context: Context): Promise<void> {
  const starter = starterNamed(kind);
  if (folder === '') throw new ConfigurationError('init takes the name of a folder, not an empty text');
  const path = resolve(context.cwd, folder);
  const language: Language = js ? 'javascript' : 'typescript';
  const files = projectFiles({ kind: starter, language, folder: basename(path), version: ownVersion() });
  try {
    const obstacle = obstacleTo(path);
    if (obstacle === 'not-empty') {
      throw new ConfigurationError(
        `${folder} exists and is not empty, and nothing is overwritten; name a folder that is new or empty`,
      );
    }
    if (obstacle === 'no-folder') {
      throw new ConfigurationError(`${folder} exists and is no folder, and nothing is overwritten; name another one`);
    }
    createFolder(path, files);
  } catch (error) {
    if (error instanceof ConfigurationError) throw error;
    throw new ConfigurationError(`${folder} can't be written, and nothing is left of it: ${reasonOf(error)}`, {
      cause: error,
    });
  }
  await writeAll(context.stdout, said(starter, files, language, path === resolve(context.cwd) ? '' : folder));
}

function starterNamed(kind: string): StarterKind {
  const kinds = STARTER_KINDS.map((starter) => starter.kind);
  const starter = STARTER_KINDS.find((candidate) => candidate.kind === kind.toLowerCase());
  if (starter !== undefined) return starter;
  const near = closest(kind, kinds);
  const meant = near === undefined ? '' : `; did you mean ${near}?`;
  throw new ConfigurationError(`there is no kind of provider ${kind}${meant} (the kinds are ${kinds.join(', ')})`);
}

function ownVersion(): string {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(manifest) as { readonly version: string }).version;
}

/** Errors of the system name files that are gone again. */
function reasonOf(error: unknown): string {
  switch (codeOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'the disk is full';
    case 'EACCES':
    case 'EPERM':
      return 'writing there is not allowed';
    case 'EROFS':
      return 'the disk is read-only';
    case 'ENOTDIR':
    case 'EEXIST':
      return 'a part of its path is a file';
    case 'ENAMETOOLONG':
      return 'the name is too long';
    default:
      return messageOf(error);
  }
}

/** Narrow enough for any terminal; the commands begin their lines, so that they are copied as they stand. */
function said(starter: StarterKind, files: ProjectFiles, language: Language, folder: string): string {
  const commands = [
    ...(folder === '' ? [] : [`cd ${quoted(folder)}`]),
    'npm install',
    ...(language === 'typescript' ? ['npm run build'] : []),
    `npx mapi-certify ${modulePath(starter, language)}`,
  ];
  const written = [...files.keys()].map((file) => `  ${file}`);
  const where = folder === '' ? 'here' : `in ${folder}`;
  return [`A MAPI ${starter.what} ${where}:`, ...written, '', 'Certify it:', '', ...commands, ''].join('\n');
}

/** As a shell takes it. */
function quoted(folder: string): string {
  const path = folder.startsWith('-') ? `.${sep}${folder}` : folder;
  return /^[\w./:@%+=,-]+$/u.test(path.replaceAll(sep, '/')) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
