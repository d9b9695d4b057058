import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

/** The paths of all files in a folder and those below. */
export function filesBelow(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.flatMap((entry) => (entry.isFile() ? [join(entry.parentPath, entry.name)] : [])).sort();
}

/** What is in a file of the evidence, compressed or not. */
export function textOf(file: string): string {
  const bytes = readFileSync(file);
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

/** The journal of a life, compressed or not. */
export function journalOf(run: string, life: number): string {
  const names = readdirSync(run);
  const name = names.find((each) => each.startsWith(`life-${life}.ndjson`));
  if (name === undefined) throw new Error(`${run} has no journal of life ${life}`);
  return join(run, name);
}

/** Changes what is in a file of a run, and what the run says of the size of that. */
export function rewriteText(file: string, change: (text: string) => string): void {
  const text = change(textOf(file));
  writeFileSync(file, file.endsWith('.gz') ? gzipSync(text) : text);
  const description = join(dirname(file), 'run.json');
  const run = JSON.parse(readFileSync(description, 'utf8')) as { files: Record<string, number> };
  run.files[basename(file)] = statSync(file).size;
  writeFileSync(description, `${JSON.stringify(run, null, 2)}\n`);
}
