import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { LOCK_FILE } from '../folders/folder-lock.js';
import { CERTIFICATE_FILE, MANIFEST_FILE } from '../folders/out-folder.js';
import { isPart } from '../folders/write-whole-file.js';

/** What lies in the folder of a bundle. */
export interface BundleFiles {
  /** Paths from that folder, with forward slashes, in the order of their names: all but the manifest and the certificate. */
  readonly files: readonly string[];
  /** Folders without a file, links and the like: nothing that a certification leaves. */
  readonly others: readonly string[];
}

/**
 * Looks through the folder of a bundle.
 *
 * @param folder - its absolute path
 * @throws the error of `node:fs`
 */
export function bundleFiles(folder: string): BundleFiles {
  const files: string[] = [];
  const others: string[] = [];
  const look = (path: string, name: string): void => {
    const entries = readdirSync(path, { withFileTypes: true });
    if (entries.length === 0 && name !== '') others.push(`${name}/`);
    for (const entry of entries) {
      const inner = name === '' ? entry.name : `${name}/${entry.name}`;
      if (entry.isDirectory()) look(join(path, entry.name), inner);
      else if (entry.isFile()) files.push(inner);
      else others.push(inner);
    }
  };
  look(folder, '');
  const own: readonly string[] = [MANIFEST_FILE, CERTIFICATE_FILE, LOCK_FILE];
  return { files: files.filter((name) => !own.includes(name) && !isPart(name)).sort(), others: others.sort() };
}
