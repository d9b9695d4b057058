import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageNameOf } from './package-name.js';
import type { StarterKind } from './starter-kinds.js';

/** What a project is written in. */
export type Language = 'typescript' | 'javascript';

/** What a project is to be. */
export interface ProjectWish {
  readonly kind: StarterKind;
  readonly language: Language;
  /** The name of its folder, without those above it. */
  readonly folder: string;
  /** That of mapi-kit: the project takes the packages of the harness that makes it. */
  readonly version: string;
}

/** The texts of a project by their paths, with slashes. */
export type ProjectFiles = ReadonlyMap<string, string>;

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const TEMPLATES = fileURLToPath(new URL('../../templates/', import.meta.url));

/**
 * Puts the files of a project together: what all have, what those of its language have, and the provider.
 *
 * @param wish - what the project is to be
 * @returns the files in the order of their paths
 */
export function projectFiles({ kind, language, folder, version }: ProjectWish): ProjectFiles {
  const isTypeScript = language === 'typescript';
  const extension = isTypeScript ? '.ts' : '.js';
  const ofLanguage = textsOf(language);
  const manifest = manifestOf(ofLanguage.get('package.json') ?? '', kind);
  const values: Readonly<Record<string, string>> = {
    name: packageNameOf(folder, packagesOf(manifest), kind.module),
    what: kind.what,
    module: `${kind.module}${extension}`,
    provider: modulePath(kind, language),
    build: isTypeScript ? ' && npm run build' : '',
    version,
  };
  const texts = [
    // The test has no types: it is the same in both languages.
    ...[...textsOf('project')].map(([path, text]) => [named(path.replace(/\.ts$/u, extension)), text] as const),
    ...[...textsOf(kind.kind)].filter(([path]) => path.endsWith(extension)),
    ...ofLanguage,
    ['package.json', `${JSON.stringify(manifest, null, 2)}\n`] as const,
  ];
  const files = new Map(texts.map(([path, text]) => [path, filled(text, values)] as const));
  return new Map([...files].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/**
 * Where the module of a project is that is certified.
 *
 * @param kind - the kind of its provider
 * @param language - what it is written in
 * @returns the path, from the project's folder
 */
export function modulePath({ module }: StarterKind, language: Language): string {
  return `./${language === 'typescript' ? 'dist' : 'src'}/${module}.js`;
}

/** The texts of a folder of the templates by their paths, with slashes. */
function textsOf(folder: string): ReadonlyMap<string, string> {
  const room = join(TEMPLATES, folder);
  const files = readdirSync(room, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map((entry) => {
      const file = join(entry.parentPath, entry.name);
      return [relative(room, file).replaceAll('\\', '/'), readFileSync(file, 'utf8')];
    }),
  );
}

/** The package.json of a language, with what a kind of provider needs besides. */
function manifestOf(text: string, { kind }: StarterKind): Manifest {
  const manifest = JSON.parse(text) as Manifest;
  const more = join(TEMPLATES, kind, 'dependencies.json');
  if (!existsSync(more)) return manifest;
  const others = JSON.parse(readFileSync(more, 'utf8')) as Manifest['dependencies'];
  return { ...manifest, dependencies: { ...manifest.dependencies, ...others } };
}

function packagesOf({ dependencies, devDependencies }: Manifest): readonly string[] {
  return [dependencies, devDependencies].flatMap((packages) => Object.keys(packages));
}

/** npm publishes no file of this name, whatever it is for. */
function named(path: string): string {
  return path === 'gitignore' ? '.gitignore' : path;
}

function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{\{(?<name>\w+)\}\}/gu, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`a template has {{${name}}}, which is nothing`);
    return value;
  });
}
