import {
  type IMAPIProp,
  isCode,
  isMultiValued,
  PR_ADDRTYPE_W,
  PR_COMMENT_W,
  PR_DISPLAY_NAME_W,
  PR_EMAIL_ADDRESS_W,
  PR_GIVEN_NAME_W,
  PR_SEND_RICH_INFO,
  PR_SURNAME_W,
  PROP_TYPE,
  type PropTag,
  PT_BOOLEAN,
  type SPropValue,
} from '@mapi-kit/sdk';
import { digestOfProperties } from '../../recording/digest.js';
import type { ItemState } from '../../recording/events.js';
import { isBulk, labelOf, parseLabel } from '../../recording/item-names.js';
import { partsOfProperties } from '../store/content.js';
import { insist, NOT_KEPT, Refusal } from '../store/refusal.js';
import { TYPED_TAGS } from '../store/tags.js';
import type { Random } from '../workload/random.js';
import { typedProperty, unicodeText } from '../workload/values.js';

/** What an address book has to keep of a person. */
const REQUIRED: readonly PropTag[] = [PR_DISPLAY_NAME_W, PR_ADDRTYPE_W, PR_EMAIL_ADDRESS_W];

/** Every property that belongs to the state of an entry: what a read-back asks for. */
export const ENTRY_TAGS: readonly PropTag[] = [
  ...REQUIRED,
  PR_GIVEN_NAME_W,
  PR_SURNAME_W,
  PR_COMMENT_W,
  PR_SEND_RICH_INFO,
  ...TYPED_TAGS,
];

/** The properties of a bulk entry: few enough to be read from a contents table. */
export const BULK_ENTRY_TAGS: readonly PropTag[] = [...REQUIRED, PR_COMMENT_W];

/** A person, the same for the same random numbers. */
export function makeEntry(random: Random, item: string, version: number, everyType: boolean): SPropValue[] {
  const types = everyType ? TYPED_TAGS.filter((tag) => version === 1 || !isMultiValued(tag)) : [];
  return [
    { tag: PR_DISPLAY_NAME_W, value: `${labelOf(item, version)} ${unicodeText(random)}` },
    { tag: PR_ADDRTYPE_W, value: 'SMTP' },
    { tag: PR_EMAIL_ADDRESS_W, value: `${item}.${random.word()}@example.org` },
    { tag: PR_GIVEN_NAME_W, value: unicodeText(random) },
    { tag: PR_SURNAME_W, value: unicodeText(random) },
    { tag: PR_COMMENT_W, value: unicodeText(random) },
    ...withOtherFlag(types.map((tag) => typedProperty(tag, random))),
  ];
}

/** With a second flag, which is never as the first one: whoever exchanges the two is seen. */
export function withOtherFlag(properties: readonly SPropValue[]): readonly SPropValue[] {
  const flag = properties.find(({ tag }) => PROP_TYPE(tag) === PT_BOOLEAN);
  return flag === undefined ? properties : [...properties, { tag: PR_SEND_RICH_INFO, value: flag.value !== true }];
}

/** A bulk entry, cheap to make and to read. */
export function makeBulkEntry(item: string, index: number, seed: number, version: number = 1): SPropValue[] {
  return [
    { tag: PR_DISPLAY_NAME_W, value: `${labelOf(item, version)} bulk` },
    { tag: PR_ADDRTYPE_W, value: 'SMTP' },
    { tag: PR_EMAIL_ADDRESS_W, value: `${item}.${seed}.${version}@example.org` },
    { tag: PR_COMMENT_W, value: `Entry ${index} of seed ${seed}: Grüße 😀` },
  ];
}

/**
 * Sets the properties of an entry.
 *
 * That the address book does not keep a property which no person needs is no refusal: it is just not part of what was
 * promised.
 *
 * @returns the properties that were accepted
 * @throws Refusal
 */
export function setEntry(entry: IMAPIProp, values: readonly SPropValue[]): readonly SPropValue[] {
  const result = entry.SetProps(values);
  insist(result.hr, 'IMailUser::SetProps');
  const refused = new Set<PropTag>();
  for (const { index, tag, scode } of result.value ?? []) {
    if (REQUIRED.includes(tag) || !isCode(scode, ...NOT_KEPT)) {
      throw new Refusal(`IMailUser::SetProps of 0x${tag.toString(16)}`, scode);
    }
    refused.add(values[index]?.tag ?? tag);
  }
  return values.filter(({ tag }) => !refused.has(tag));
}

/** The state of an entry in a container. */
export function stateOfEntry(properties: readonly SPropValue[], container: string): ItemState {
  const name = properties.find(({ tag }) => tag === PR_DISPLAY_NAME_W)?.value;
  const label = typeof name === 'string' ? parseLabel(name) : undefined;
  return {
    label: label === undefined ? String(name ?? 'no name') : labelOf(label.item, label.version),
    properties: digestOfProperties(properties),
    ...(label === undefined || !isBulk(label.item) ? { parts: partsOfProperties(properties) } : {}),
    folder: container,
  };
}
