import {
  type HRESULT,
  type IMAPIFolder,
  isCode,
  PR_DISPLAY_NAME_W,
  type PropTag,
  S_OK,
  type SPropValue,
} from '@mapi-kit/sdk';
import type { Feature } from '../../recording/feature.js';
import { partOf, propertyKey } from '../../recording/parts.js';
import type { SavedParts } from '../real-mail/write-whole.js';
import { insist, NOT_DONE, NOT_KEPT, Refusal } from '../store/refusal.js';
import { HARNESS_FOLDER_TEXT } from '../store/tags.js';
import type { Reporter } from './reporter.js';

/** What shows whether clients may give folders another name, and properties that are no matter of the store's. */
const SHOWN_BY: readonly (readonly [Feature, PropTag])[] = [
  ['renaming folders', PR_DISPLAY_NAME_W],
  ['setting properties of folders', HARNESS_FOLDER_TEXT],
];

/**
 * Sets properties of a folder, which is permanent at once. A store may have folders that have a name, and nothing else.
 *
 * @returns those that it keeps
 * @throws Refusal
 */
export function setFolderProps(
  reporter: Reporter,
  folder: IMAPIFolder,
  values: readonly SPropValue[],
): readonly SPropValue[] {
  const { hr, value: problems } = folder.SetProps(values);
  const isRefused = isCode(hr, ...NOT_DONE);
  if (!isRefused) insist(hr, 'IMAPIFolder::SetProps');
  const codes = new Map<number, HRESULT>(isRefused ? values.map((_, index) => [index, hr]) : []);
  for (const { index, tag, scode } of isRefused ? [] : (problems ?? [])) {
    if (!isCode(scode, ...NOT_KEPT)) throw new Refusal(`IMAPIFolder::SetProps of 0x${(tag >>> 0).toString(16)}`, scode);
    codes.set(index, scode);
  }
  values.forEach(({ tag }, index) => {
    const [feature] = SHOWN_BY.find(([, shows]) => shows === tag) ?? [];
    const code = codes.get(index) ?? S_OK;
    if (feature !== undefined && isCode(code, S_OK, ...NOT_DONE)) reporter.does(feature, code);
  });
  return values.filter((_, index) => !codes.has(index));
}

/**
 * The same, for a folder of which everything is compared.
 *
 * @param parts - gets what the store keeps
 * @throws Refusal
 */
export function writeFolderProps(
  reporter: Reporter,
  folder: IMAPIFolder,
  values: readonly SPropValue[],
  parts: SavedParts,
): void {
  for (const { tag, value } of setFolderProps(reporter, folder, values)) parts[propertyKey('', tag)] = partOf(value);
}
