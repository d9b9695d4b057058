import { MV_FLAG, type PropertyValue, PT_STRING8, PT_UNICODE } from '@mapi-kit/sdk';
import { canonical } from './canonical.js';
import { digestOfText } from './digest.js';

/**
 * Everything of an object that was saved or found, part by part: by the key of the part, its size and digest.
 *
 * A key is a path. `0037001f` is a property by its tag, `n{set}/#8503/0003` or `n{set}/Keywords/101f` a named one by its name
 * and type, which is the same whatever id the store gives it. `r` and `a` are the numbers of recipients and attachments,
 * `r3/3001001f` a property of the third recipient, `a<name>/37010102` one of an attachment (by the digest of its file name),
 * `a<name>/e/…` a part of the message embedded in it; `m/e7` that an item is a member of a distribution list; `flag/read` and
 * the like are what is no property.
 */
export type Parts = Readonly<Record<string, string>>;

/** Stands for a part that was deleted: it must not be there. */
export const ABSENT = '-';

/** The value of a member of a distribution list: it is in it. */
export const MEMBER = 'in';

/** The value of a member that a distribution list has more than once. */
export const MORE_THAN_ONCE = 'twice';

/** From this size on, in bytes, values are read and written through streams. */
export const LARGE_BYTES: number = 64 * 1024;

/** A part that is not as it was saved. */
export interface PartDifference {
  readonly key: string;
  /** Undefined: a whole recipient, attachment or embedded message, whose parts are all absent. */
  readonly expected?: string;
  /** Undefined: absent. */
  readonly found?: string;
}

/** Which question a difference answers, where it is none of the message as a whole. */
export type PartAspect = 'named' | 'embedded' | 'large' | 'members';

/**
 * The size and digest of a value: `b10240:3f2a91c0` for bytes, `s12:…` for characters, `a3:…` for several values, `v:…` else.
 */
export function partOf(value: PropertyValue): string {
  const text = canonical(value);
  const size =
    typeof value === 'string'
      ? `s${value.length}`
      : value instanceof Uint8Array
        ? `b${value.length}`
        : Array.isArray(value)
          ? `a${value.length}`
          : 'v';
  return `${size}:${digestOfText(text)}`;
}

/** Tags as keys have them: they are few, and come again with each item. */
const keysOfTags = new Map<number, string>();

/** The key of a property of the object at `path`. */
export function propertyKey(path: string, tag: number): string {
  let key = keysOfTags.get(tag);
  if (key === undefined) {
    key = (((tag & 0xffff0000) | wide(tag & 0xffff)) >>> 0).toString(16).padStart(8, '0');
    keysOfTags.set(tag, key);
  }
  return path + key;
}

/** The key of a member of a distribution list. */
export function memberKey(name: string): string {
  return `m/${encodeURIComponent(name)}`;
}

/** A text is the same property in either of its forms: who asks for Unicode is given Unicode. */
function wide(type: number): number {
  return (type & ~MV_FLAG) === PT_STRING8 ? type - PT_STRING8 + PT_UNICODE : type;
}

/** The key of a named property of the object at `path`. */
export function namedKey(path: string, set: string, name: number | string, type: number): string {
  const which = typeof name === 'number' ? `#${name.toString(16).padStart(4, '0')}` : encodeURIComponent(name);
  return `${path}n${set}/${which}/${wide(type).toString(16).padStart(4, '0')}`;
}

/** Whether everything that is expected is found. What is found besides is the store's own, or not asked for. */
export function samePartsAsExpected(expected: Parts, found: Parts): boolean {
  for (const key in expected) if (!isAsExpected(expected[key] as string, found[key])) return false;
  return true;
}

/** What is expected and not found so; recipients, attachments and embedded messages that are gone altogether as one each. */
export function differingParts(expected: Parts, found: Parts): readonly PartDifference[] {
  const differences: PartDifference[] = [];
  const gone = new Set<string>();
  for (const key in expected) {
    const value = expected[key] as string;
    if (isAsExpected(value, found[key])) continue;
    const container = containersOf(key).find((path) => isGone(path, found));
    if (container === undefined) {
      differences.push({ key, expected: value, ...(found[key] === undefined ? {} : { found: found[key] }) });
    } else if (!gone.has(container)) {
      gone.add(container);
      differences.push({ key: container });
    }
  }
  return differences;
}

/** Whether what is found is as it was saved, but for what is absent, or fewer: an object that has lost parts of it. */
export function hasOnlyLost(expected: Parts, found: Parts): boolean {
  const differences = differingParts(expected, found);
  const isLost = ({ expected: saved, found: there }: PartDifference): boolean =>
    saved !== ABSENT && (there === undefined || Number(there) < Number(saved));
  return differences.length > 0 && differences.every(isLost);
}

/** What is found and was never saved. */
export function addedParts(expected: Parts, found: Parts): readonly PartDifference[] {
  return Object.keys(found)
    .filter((key) => !(key in expected))
    .map((key) => ({ key, expected: ABSENT, found: found[key] as string }));
}

/** Which question some differences answer; undefined: one of them at least is of no particular kind. */
export function aspectOfDifferences(differences: readonly PartDifference[]): PartAspect | undefined {
  const aspects = new Set(differences.map(aspectOf));
  if (aspects.has(undefined)) return undefined;
  return (['embedded', 'members', 'named', 'large'] as const).find((aspect) => aspects.has(aspect));
}

/** The aspects that a saved object has at all. */
export function aspectsOfParts(parts: Parts): ReadonlySet<PartAspect> {
  const aspects = new Set<PartAspect>();
  for (const key in parts) {
    const aspect = parts[key] === ABSENT ? undefined : aspectOf({ key, expected: parts[key] as string });
    if (aspect !== undefined) aspects.add(aspect);
  }
  return aspects;
}

function aspectOf({ key, expected }: PartDifference): PartAspect | undefined {
  if (key.startsWith('m/')) return 'members';
  if (expected === undefined) return /\/e(?:\/|$)/.test(key) ? 'embedded' : undefined;
  if (/(?:^|\/)n\{/.test(key)) return 'named';
  if (key.includes('/e/')) return 'embedded';
  return isLarge(expected) ? 'large' : undefined;
}

/** Whether a part is of a size that goes through streams. */
export function isLarge(part: string): boolean {
  const size = Number(/^[bs](\d+):/.exec(part)?.[1] ?? 0);
  return (part.startsWith('s') ? 2 * size : size) > LARGE_BYTES;
}

export function isAsExpected(expected: string, found: string | undefined): boolean {
  return expected === ABSENT ? found === undefined : expected === found;
}

/** The recipient, attachment and embedded message that a part belongs to, from the outermost. */
function containersOf(key: string): readonly string[] {
  const steps = key.split('/');
  const containers: string[] = [];
  for (let i = 1; i < steps.length; i += 1) {
    const step = steps[i - 1] as string;
    if (/^(?:r\d+|a[0-9a-f]+(?:\.\d+)?|e)$/.test(step)) containers.push(steps.slice(0, i).join('/'));
  }
  return containers;
}

function isGone(path: string, found: Parts): boolean {
  const prefix = `${path}/`;
  for (const key in found) if (key.startsWith(prefix)) return false;
  return true;
}
