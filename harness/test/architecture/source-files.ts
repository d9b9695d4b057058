import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const ROOT: string = fileURLToPath(new URL('../../../../', import.meta.url));

/** Source texts by their path from the root of the repository, with slashes. */
export type SourceFiles = ReadonlyMap<string, string>;

/** Reads all sources of SDK, harness and examples; no tests. */
export function readSourceFiles(): SourceFiles {
  const examples = readdirSync(join(ROOT, 'examples'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const folders = ['sdk/src', 'harness/src', ...examples.map(({ name }) => `examples/${name}/src`)];
  return new Map(
    folders.flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
        .sort()
        .map((path) => [path, readFileSync(join(ROOT, path), 'utf8')] as const),
    ),
  );
}
