import { PR_RECIPIENT_TYPE, type SPropValue } from '@mapi-kit/sdk';
import type { StoredAttachment, StoredContent, StoredObject } from '@mapi-kit/sdk/store';
import { changeList } from './change-list.js';
import { changeProperties } from './change-properties.js';
import type {
  EmbeddedTarget,
  ListTarget,
  LosingMutant,
  NamesTarget,
  Operator,
  Owner,
  PropertyTarget,
} from './mutant.js';
import { namedBy } from './named-ids.js';

/** On the store object: the names of named properties. */
const NAMES_ID = 0x67a1;

type Parts = PropertyTarget | ListTarget | EmbeddedTarget | NamesTarget;

/** A mutant that changes what is in an object. */
export interface ContentMutant {
  readonly operator: Operator;
  readonly target: Parts;
}

/** Tells whether a mutant changes what is in objects, and not whole ones. */
export function isContentMutant(mutant: LosingMutant): mutant is LosingMutant & ContentMutant {
  return !['object', 'mail', 'members'].includes(mutant.target.part);
}

/**
 * What becomes durable of an object.
 *
 * @param before - what was committed before of the object with the same id
 * @param names - the names of named properties, as the store object has them
 */
export function changeObject(
  object: StoredObject,
  before: StoredObject | undefined,
  mutant: ContentMutant,
  names: readonly string[],
): StoredObject {
  const { target, operator } = mutant;
  if (target.part === 'names') return object.kind === 'store' ? changeNames(object, before, operator) : object;
  if (object.kind === 'message') return { ...object, ...changeContent(object, before, mutant, { depth: 0, names }) };
  if (target.part !== 'property' || target.of !== object.kind) return object;
  const change = { target, operator, isNamed: namedBy(names) };
  return { ...object, properties: changeProperties(object.properties, before?.properties, change) };
}

function changeNames(object: StoredObject, before: StoredObject | undefined, operator: Operator): StoredObject {
  const namesIn = (list: readonly SPropValue[]): readonly string[] =>
    (list.find(({ tag }) => tag >>> 16 === NAMES_ID)?.value ?? []) as readonly string[];
  const list = namesIn(object.properties);
  const older = before === undefined ? undefined : namesIn(before.properties);
  const changed =
    operator === 'misplace'
      ? [...list.slice(1), ...list.slice(0, 1)]
      : operator === 'round'
        ? list.map((name) => name.toLowerCase())
        : changeList(list, older, { operator, pick: operator === 'duplicate' ? 'first' : 'last' }, (name) => name);
  const properties = object.properties.map((property) =>
    property.tag >>> 16 === NAMES_ID ? { ...property, value: changed } : property,
  );
  return { ...object, properties };
}

interface Place {
  /** 0 for a message in a folder, 1 for one embedded in it. */
  readonly depth: number;
  readonly names: readonly string[];
}

function changeContent(
  content: StoredContent,
  before: StoredContent | undefined,
  mutant: ContentMutant,
  place: Place,
): StoredContent {
  const { target, operator } = mutant;
  const level = (['message', 'embedded', 'inner'] as const)[Math.min(place.depth, 2)] as Owner;
  const properties = (of: Owner, list: readonly SPropValue[], older: readonly SPropValue[] | undefined) =>
    target.part === 'property' && target.of === of
      ? changeProperties(list, older, { target, operator, isNamed: namedBy(place.names) })
      : list;
  const changed: StoredContent = {
    ...content,
    properties: properties(level, content.properties, before?.properties),
    recipients: content.recipients?.map((recipient, index) =>
      properties('recipient', recipient, before?.recipients?.[index]),
    ),
    attachments: content.attachments?.map((attachment) => {
      const older = before?.attachments?.find(({ num }) => num === attachment.num);
      const own = { ...attachment, properties: properties('attachment', attachment.properties, older?.properties) };
      if (own.embedded === undefined) return own;
      const deeper = { ...place, depth: place.depth + 1 };
      return changeEmbedded(
        { ...own, embedded: changeContent(own.embedded, older?.embedded, mutant, deeper) },
        older,
        mutant,
        deeper.depth,
      );
    }),
  };
  return target.part === 'list' && target.of === level ? changeLists(changed, before, target, operator) : changed;
}

function changeLists(
  content: StoredContent,
  before: StoredContent | undefined,
  target: ListTarget,
  operator: Operator,
): StoredContent {
  const how = { operator, pick: target.pick };
  if (target.list === 'recipients') {
    const { recipients } = content;
    if (recipients === undefined) return content;
    if (operator === 'misplace') return { ...content, recipients: recipients.map(asCopy) };
    return { ...content, recipients: changeList(recipients, before?.recipients, how, (recipient) => recipient) };
  }
  const { attachments } = content;
  if (attachments === undefined) return content;
  // Their numbers are their places.
  const renumbered = (list: readonly StoredAttachment[]): readonly StoredAttachment[] =>
    list.map((attachment, num) => ({ ...attachment, num, properties: attachment.properties }));
  const changed = changeList(attachments, before?.attachments, how, (attachment) => attachment);
  return {
    ...content,
    attachments: operator === 'duplicate' || operator === 'reorder' ? renumbered(changed) : changed,
  };
}

/** MAPI_CC. */
function asCopy(recipient: readonly SPropValue[]): readonly SPropValue[] {
  return recipient.map((property) => (property.tag === PR_RECIPIENT_TYPE ? { ...property, value: 2 } : property));
}

function changeEmbedded(
  attachment: StoredAttachment,
  older: StoredAttachment | undefined,
  { target, operator }: ContentMutant,
  depth: number,
): StoredAttachment {
  const { embedded } = attachment;
  if (target.part !== 'embedded' || target.depth !== depth || embedded === undefined) return attachment;
  if (operator === 'stale' || operator === 'delay') return { ...attachment, embedded: older?.embedded };
  if (operator === 'truncate') {
    const { properties } = embedded;
    return { ...attachment, embedded: { ...embedded, properties: properties.slice(0, properties.length >> 1) } };
  }
  if (operator === 'misplace') return { ...attachment, embedded: { properties: embedded.properties } };
  if (operator === 'reorder')
    return { ...attachment, embedded: { ...embedded, recipients: embedded.recipients?.toReversed() } };
  return operator === 'drop' ? { ...attachment, embedded: undefined } : attachment;
}
