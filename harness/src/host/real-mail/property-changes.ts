import { type IMAPIProp, type IMessage, PROP_ID, PROP_TYPE, type PropTag, PT_ERROR, propTag } from '@mapi-kit/sdk';
import { ABSENT, propertyKey } from '../../recording/parts.js';
import { insist, unwrap } from '../store/refusal.js';
import type { Random } from '../workload/random.js';
import type { PropertyName } from './property-sets.js';
import { realValue } from './real-values.js';
import { keyOfNamed, type SavedParts, writeNamed } from './write-whole.js';

/** An object that is open for a change, and its parts, which the change keeps up to date. */
export interface OpenedObject {
  readonly object: IMAPIProp;
  readonly parts: SavedParts;
  readonly random: Random;
}

/** A message that is open for a change, and its parts, which the change keeps up to date. */
export interface OpenedMail {
  readonly message: IMessage;
  readonly parts: SavedParts;
  readonly random: Random;
}

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
 * @throws Refusal
 */
export function deleteTags({ object, parts }: OpenedObject, tags: readonly PropTag[]): void {
  const there = tags.filter((tag) => (parts[propertyKey('', tag)] ?? ABSENT) !== ABSENT);
  if (there.length === 0) return;
  insist(object.DeleteProps(there).hr, 'IMAPIProp::DeleteProps');
  for (const tag of there) parts[propertyKey('', tag)] = ABSENT;
}

/**
 * Deletes named properties, as far as the object has them.
 *
 * @param path - of the object in `parts`
 * @throws Refusal
 */
export function deleteNamed(
  { object, parts }: Pick<OpenedObject, 'object' | 'parts'>,
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
  const tags = ids.flatMap((id, index) =>
    PROP_TYPE(id) === PT_ERROR ? [] : [propTag(PROP_ID(id), (there[index] as PropertyName).type)],
  );
  insist(object.DeleteProps(tags).hr, 'IMAPIProp::DeleteProps');
  for (const name of there) parts[keyOfNamed(path, name)] = ABSENT;
}
