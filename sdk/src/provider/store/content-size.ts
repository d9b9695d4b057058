import type { PropertyValue, SPropValue } from '../../contract/property-types.js';
import type { StoredContent } from './stored-object.js';

/** What a size is made of; the properties are only looked at. */
interface Sized extends Pick<StoredContent, 'recipients' | 'attachments'> {
  readonly properties: Iterable<SPropValue>;
}

/** The size of a message as PR_MESSAGE_SIZE gives it: the bytes of its values, and 8 for each property. */
export function contentSize(content: Sized): number {
  let size = propertiesSize(content.properties);
  for (const row of content.recipients ?? []) size += propertiesSize(row);
  for (const { properties, embedded } of content.attachments ?? []) {
    size += propertiesSize(properties) + (embedded === undefined ? 0 : contentSize(embedded));
  }
  return size;
}

/** The size of some properties in bytes. */
export function propertiesSize(properties: Iterable<SPropValue>): number {
  let size = 0;
  for (const { value } of properties) size += 8 + valueSize(value);
  return size;
}

function valueSize(value: PropertyValue): number {
  if (typeof value === 'string') return value.length * 2;
  if (value instanceof Uint8Array) return value.length;
  if (Array.isArray(value)) return value.reduce((sum: number, item: PropertyValue) => sum + valueSize(item), 0);
  return 8;
}
