import { join } from 'node:path';
import { counted } from '../../catalogue/rules/words.js';
import { bundleFiles } from '../evidence/bundle-files.js';
import { digestOfFile } from '../evidence/digests.js';
import type { Manifest } from '../evidence/manifest.js';
import { messageOf } from '../input/configuration-error.js';
import { type Check, compared } from './check.js';

/**
 * Compares the files of a bundle with its manifest.
 *
 * @param folder - the absolute path of the bundle
 * @param manifest - of it
 */
export function checkFiles(folder: string, { files: listed }: Manifest): Check {
  const { files, others } = bundleFiles(folder);
  const there = new Set(files);
  const differences = [
    ...Object.keys(listed).flatMap((name) => (there.has(name) ? [] : [`${name} is missing`])),
    ...[...files, ...others].flatMap((name) => (Object.hasOwn(listed, name) ? [] : [`${name} does not belong to it`])),
    ...Object.entries(listed).flatMap(([name, { bytes, sha256 }]) => {
      if (!there.has(name)) return [];
      try {
        const found = digestOfFile(join(folder, name));
        if (found.bytes !== bytes) return [`${name} was changed: it had ${bytes} bytes, and has ${found.bytes}`];
        return found.sha256 === sha256 ? [] : [`${name} was changed`];
      } catch (error) {
        return [`${name} can't be read: ${messageOf(error)}`];
      }
    }),
  ];
  return compared('files', differences, `${counted(files.length, 'file')}, each as it was left`);
}
