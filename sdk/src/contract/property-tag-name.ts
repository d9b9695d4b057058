import { PROP_ID, PROP_TYPE, type PropTag } from './property-tag.js';
import * as propertyTags from './property-tags.js';
import { PT_ERROR, PT_UNSPECIFIED, propTypeName } from './property-type-codes.js';

const stringForm: RegExp = /_[WA]$/;
const nameByTag: ReadonlyMap<number, string> = collectNames();
const nameById: ReadonlyMap<number, string> = collectIdNames();

/**
 * Writes a property tag for a reader.
 *
 * @param tag - the tag
 * @returns the name, for example `PR_SUBJECT_W`; for a property that was asked for without a type or came back as an
 * error, `PR_SUBJECT (PT_ERROR)`; for an unknown tag its number and type, `0x66020003 (PT_LONG)`
 */
export function propTagName(tag: number): string {
  const unsigned = tag >>> 0;
  const name = nameByTag.get(unsigned);
  if (name !== undefined) return name;
  const type = PROP_TYPE(unsigned);
  const idName = type === PT_ERROR || type === PT_UNSPECIFIED ? nameById.get(PROP_ID(unsigned)) : undefined;
  const hex = `0x${unsigned.toString(16).toUpperCase().padStart(8, '0')}`;
  return `${idName ?? hex} (${propTypeName(type)})`;
}

function collectNames(): Map<number, string> {
  const entries = Object.entries<PropTag>(propertyTags);
  const names = new Set(entries.map(([name]) => name));
  return new Map(entries.filter(([name]) => !names.has(`${name}_W`)).map(([name, tag]) => [tag, name]));
}

/** The names without `_W` and `_A`, of the ids that only one property has. */
function collectIdNames(): Map<number, string> {
  const found = new Map<number, Set<string>>();
  for (const [tag, name] of nameByTag) {
    const names = found.get(PROP_ID(tag)) ?? new Set();
    found.set(PROP_ID(tag), names.add(name.replace(stringForm, '')));
  }
  return new Map([...found].filter(([, names]) => names.size === 1).map(([id, names]) => [id, [...names].join()]));
}
