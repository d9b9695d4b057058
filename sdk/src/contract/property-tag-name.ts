import { PROP_ID, PROP_TYPE, type PropTag } from './property-tag.js';
import * as propertyTags from './property-tags.js';
import { PT_ERROR, PT_UNSPECIFIED } from './property-type-codes.js';
import { propTypeName } from './property-type-name.js';

const stringForm: RegExp = /_[WA]$/;

interface Names {
  readonly byTag: ReadonlyMap<number, string>;
  /** Without `_W` and `_A`; only the ids that a single property has. */
  readonly byId: ReadonlyMap<number, string>;
}

// Built when the first name is asked for: most processes never ask.
let names: Names | undefined;

/**
 * Writes a property tag for a reader.
 *
 * @param tag - the tag
 * @returns the name, for example `PR_SUBJECT_W`; for a property that was asked for without a type or came back as an
 * error, `PR_SUBJECT (PT_ERROR)`; for an unknown tag its number and type, `0x66020003 (PT_LONG)`
 */
export function propTagName(tag: number): string {
  const unsigned = tag >>> 0;
  names ??= collectNames();
  const name = names.byTag.get(unsigned);
  if (name !== undefined) return name;
  const type = PROP_TYPE(unsigned);
  const idName = type === PT_ERROR || type === PT_UNSPECIFIED ? names.byId.get(PROP_ID(unsigned)) : undefined;
  const hex = `0x${unsigned.toString(16).toUpperCase().padStart(8, '0')}`;
  return `${idName ?? hex} (${propTypeName(type)})`;
}

function collectNames(): Names {
  const entries = Object.entries<PropTag>(propertyTags);
  const known = new Set(entries.map(([name]) => name));
  const byTag = new Map(
    entries.filter(([name]) => !known.has(`${name}_W`)).map(([name, tag]) => [tag as number, name]),
  );
  const forms = new Map<number, Set<string>>();
  for (const [tag, name] of byTag) {
    const found = forms.get(PROP_ID(tag)) ?? new Set();
    forms.set(PROP_ID(tag), found.add(name.replace(stringForm, '')));
  }
  const byId = new Map(
    [...forms].filter(([, found]) => found.size === 1).map(([id, found]) => [id, [...found].join()]),
  );
  return { byTag, byId };
}
