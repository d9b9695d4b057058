import {
  type IMAPIProp,
  type IMessage,
  isCode,
  PROP_ID,
  PROP_TYPE,
  type PropTag,
  PT_ERROR,
  propTag,
} from '@mapi-kit/sdk';
import { ABSENT, propertyKey } from '../../recording/parts.js';
import { NOT_KEPT, Refusal, unwrap } from '../store/refusal.js';
import type { Random } from '../workload/random.js';
import type { Reporter } from '../workload/reporter.js';
import type { PropertyName } from './property-sets.js';
import { realValue } from './real-values.js';
import { keyOfNamed, type SavedParts, writeNamed } from './write-whole.js';

/** An object that is open for a change, and its parts, which the change keeps up to date. */
export interface OpenedObject {
  readonly object: IMAPIProp;
  readonly parts: SavedParts;
  readonly random: Random;
  readonly reporter: Reporter;
}

/** A message that is open for a change, and its parts, which the change keeps up to date. */
export interface OpenedMail {
  readonly message: IMessage;
  readonly parts: SavedParts;
  readonly random: Random;
  readonly reporter: Reporter;
}

/** What properties are deleted of. */
export type Reduced = Pick<OpenedObject, 'object' | 'parts' | 'reporter'>;

/**
 * Gives named properties new values.
 *
 * @throws Refusal
 */
export function setNamed({ object, parts, random }: OpenedObject, names: readonly PropertyName[]): void {
  const values = names.map(({ name, type }) => ({ name, type, value: realValue(type, random) }));
  writeNamed(object, values, parts, '');
}

/**
 * Deletes properties, as far as the object has them.
 *
 * @param path - of the object in `parts`
 * @throws Refusal
 */
export function deleteTags({ object, parts, reporter }: Reduced, tags: readonly PropTag[], path: string = ''): void {
  const there = tags.filter((tag) => (parts[propertyKey(path, tag)] ?? ABSENT) !== ABSENT);
  for (const tag of deleteEach(object, there, reporter)) parts[propertyKey(path, tag)] = ABSENT;
}

/** Deletes properties; gives those that are gone: an object need not let clients delete any, or one or the other. */
function deleteEach(object: IMAPIProp, tags: readonly PropTag[], reporter: Reporter): readonly PropTag[] {
  if (tags.length === 0) return [];
  const { hr, value } = object.DeleteProps(tags);
  if (!reporter.does('deleting properties', hr)) return [];
  const kept = new Set<number>();
  for (const { index, tag, scode } of value ?? []) {
    if (!isCode(scode, ...NOT_KEPT))
      throw new Refusal(`IMAPIProp::DeleteProps of 0x${(tag >>> 0).toString(16)}`, scode);
    kept.add(index);
  }
  return tags.filter((_, index) => !kept.has(index));
}

/**
 * Deletes named properties, as far as the object has them.
 *
 * @param path - of the object in `parts`
 * @throws Refusal
 */
export function deleteNamed(
  { object, parts, reporter }: Reduced,
  names: readonly PropertyName[],
  path: string = '',
): void {
  const there = names.filter((name) => (parts[keyOfNamed(path, name)] ?? ABSENT) !== ABSENT);
  if (there.length === 0) return;
  const answer = object.GetIDsFromNames(
    there.map(({ name }) => name),
    0,
  );
  const ids = unwrap(answer, 'IMAPIProp::GetIDsFromNames');
  const found = ids.flatMap((id, index) => {
    const name = there[index] as PropertyName;
    return PROP_TYPE(id) === PT_ERROR ? [] : [{ name, tag: propTag(PROP_ID(id), name.type) }];
  });
  const tags = found.map(({ tag }) => tag);
  const gone = new Set(deleteEach(object, tags, reporter));
  for (const { name, tag } of found) if (gone.has(tag)) parts[keyOfNamed(path, name)] = ABSENT;
}
