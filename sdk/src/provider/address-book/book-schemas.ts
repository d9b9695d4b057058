import {
  AB_MODIFIABLE,
  AB_RECIPIENTS,
  AB_SUBCONTAINERS,
  AB_UNMODIFIABLE,
  DT_MAILUSER,
  DT_PRIVATE_DISTLIST,
  MAPI_ABCONT,
  MAPI_DISTLIST,
  MAPI_MAILUSER,
  MAPI_MODIFY,
} from '../../contract/flags.js';
import {
  PR_AB_PROVIDER_ID,
  PR_ACCESS_LEVEL,
  PR_ADDRTYPE_W,
  PR_COMMENT_W,
  PR_CONTAINER_CONTENTS,
  PR_CONTAINER_FLAGS,
  PR_CONTAINER_HIERARCHY,
  PR_CREATE_TEMPLATES,
  PR_CREATION_TIME,
  PR_DEF_CREATE_DL,
  PR_DEF_CREATE_MAILUSER,
  PR_DISPLAY_NAME_W,
  PR_DISPLAY_TYPE,
  PR_EMAIL_ADDRESS_W,
  PR_ENTRYID,
  PR_INSTANCE_KEY,
  PR_LAST_MODIFICATION_TIME,
  PR_OBJECT_TYPE,
  PR_PARENT_ENTRYID,
  PR_RECORD_KEY,
  PR_SEARCH,
  PR_SEARCH_KEY,
} from '../../contract/property-tags.js';
import type { SPropValue } from '../../contract/property-types.js';
import { addressSearchKey } from '../../properties/address-search-key.js';
import { type ObjectFacts, ObjectSchema } from '../objects/object-schema.js';
import { PropertyBag } from '../objects/property-bag.js';
import type { BookCore, BookReference } from './book-core.js';
import type { ContainerDescription, StoredEntry } from './stored-entry.js';

/** DT_NOT_SPECIFIC of containers: neither a global nor a local address book. */
const DT_NOT_SPECIFIC = 0x00050000;

/** Messaging users. */
export const entrySchema: ObjectSchema<BookCore> = new ObjectSchema<BookCore>()
  .computed(PR_ENTRYID, (facts) => ofEntry(facts, (book, entry) => book.entryId(entry)))
  .computed(PR_RECORD_KEY, (facts) => ofEntry(facts, (book, entry) => book.recordKey(entry)))
  .computed(PR_INSTANCE_KEY, (facts) => ofEntry(facts, (book, entry) => book.recordKey(entry)))
  .computed(PR_PARENT_ENTRYID, (facts) => bookOf(facts).entryId({ kind: 'container', id: facts.parent ?? '' }))
  .computed(PR_OBJECT_TYPE, () => MAPI_MAILUSER)
  .computed(PR_DISPLAY_TYPE, () => DT_MAILUSER)
  .computed(PR_ACCESS_LEVEL, ({ writable }) => (writable ? MAPI_MODIFY : 0))
  .computed(PR_SEARCH_KEY, (facts) => searchKey(facts.bag) ?? ofEntry(facts, (book, entry) => book.recordKey(entry)))
  .readOnly(PR_CREATION_TIME, PR_LAST_MODIFICATION_TIME);

/** Distribution lists: what is in them is no property. */
export const listSchema: ObjectSchema<BookCore> = new ObjectSchema<BookCore>(entrySchema)
  .computed(PR_OBJECT_TYPE, () => MAPI_DISTLIST)
  .computed(PR_DISPLAY_TYPE, () => DT_PRIVATE_DISTLIST)
  .computed(PR_DEF_CREATE_MAILUSER, ({ core }) => core.entryId({ kind: 'template', of: 'user' }))
  .derived(PR_ADDRTYPE_W, ({ bag }) => bag.value(PR_ADDRTYPE_W) ?? 'MAPIPDL')
  .objects(PR_CONTAINER_CONTENTS);

/** Containers, the root among them. */
export const containerSchema: ObjectSchema<BookCore> = new ObjectSchema<BookCore>().objects(
  PR_CONTAINER_HIERARCHY,
  PR_CONTAINER_CONTENTS,
  PR_CREATE_TEMPLATES,
  PR_SEARCH,
);

/** What PR_SEARCH is opened as: its properties are what is searched for. */
export const searchSchema: ObjectSchema<BookCore> = new ObjectSchema<BookCore>().objects(PR_CONTAINER_CONTENTS);

/** A row of a contents table, with all properties of the entry. */
export function entryRow(core: BookCore, entry: StoredEntry): SPropValue[] {
  const bag = new PropertyBag(entry.properties);
  const schema = entry.members === undefined ? entrySchema : listSchema;
  return schema.all({ core: core, id: entry.id, parent: entry.container, bag, writable: false });
}

/** The properties of a container; of the root without a description. */
export function containerProperties(core: BookCore, container: ContainerDescription | undefined): SPropValue[] {
  const reference: BookReference = container === undefined ? { kind: 'root' } : { kind: 'container', id: container.id };
  const modifiable = container !== undefined && container.modifiable !== false;
  const flags =
    (container === undefined ? 0 : AB_RECIPIENTS) |
    (modifiable ? AB_MODIFIABLE : AB_UNMODIFIABLE) |
    (core.containersIn(container?.id).length > 0 ? AB_SUBCONTAINERS : 0);
  const properties: SPropValue[] = [
    { tag: PR_ENTRYID, value: core.entryId(reference) },
    { tag: PR_RECORD_KEY, value: core.recordKey(reference) },
    { tag: PR_INSTANCE_KEY, value: core.recordKey(reference) },
    { tag: PR_OBJECT_TYPE, value: MAPI_ABCONT },
    { tag: PR_DISPLAY_TYPE, value: DT_NOT_SPECIFIC },
    { tag: PR_DISPLAY_NAME_W, value: container?.name ?? core.definition.displayName },
    { tag: PR_CONTAINER_FLAGS, value: flags },
    { tag: PR_AB_PROVIDER_ID, value: core.providerUid },
    { tag: PR_ACCESS_LEVEL, value: 0 },
  ];
  if (container?.comment !== undefined) properties.push({ tag: PR_COMMENT_W, value: container.comment });
  if (!modifiable) return properties;
  properties.push({ tag: PR_DEF_CREATE_MAILUSER, value: core.entryId({ kind: 'template', of: 'user' }) });
  if (core.makesLists)
    properties.push({ tag: PR_DEF_CREATE_DL, value: core.entryId({ kind: 'template', of: 'list' }) });
  return properties;
}

function bookOf({ core }: ObjectFacts<BookCore>): BookCore {
  return core;
}

function ofEntry<T>(facts: ObjectFacts<BookCore>, get: (book: BookCore, entry: BookReference) => T): T | undefined {
  return facts.id === null ? undefined : get(bookOf(facts), { kind: 'entry', id: facts.id });
}

function searchKey(bag: PropertyBag): Uint8Array | undefined {
  const address = bag.value(PR_EMAIL_ADDRESS_W);
  return address === undefined ? undefined : addressSearchKey(bag.value(PR_ADDRTYPE_W) ?? '', address);
}
