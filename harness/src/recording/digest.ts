import { PROP_ID, PROP_TYPE, PT_ERROR, type SPropValue } from '@mapi-kit/sdk';
import { canonical } from './canonical.js';

/**
 * The digest of one text, as eight hexadecimal digits: FNV-1a over its code units, stirred once more at the end.
 *
 * It tells apart what a store kept from what it lost, not friend from foe; a text in which one character is another one
 * always has another digest. Ten lines instead of `node:crypto`: in a process that has just started, thousands of hash
 * objects would take longer than all the rest of the read-back.
 *
 * @param text - any text
 */
export function digestOfText(text: string): string {
  let h = 0x811c9dc5 ^ text.length;
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0).toString(16).padStart(8, '0');
}

/**
 * The digest of a list of properties, whatever their order; properties that are only there as an error count as absent.
 *
 * @param values - no property id may occur twice
 */
export function digestOfProperties(values: readonly SPropValue[]): string {
  const present = values.filter(({ tag }) => PROP_TYPE(tag) !== PT_ERROR && PROP_ID(tag) !== 0);
  present.sort((a, b) => a.tag - b.tag);
  let text = '';
  for (const { tag, value } of present) text += `${tag}${canonical(value)}`;
  return digestOfText(text);
}

/** The digest of several digests, whatever their order; undefined when there are none. */
export function digestOfAll(digests: readonly string[]): string | undefined {
  if (digests.length === 0) return undefined;
  return digestOfText([...digests].sort().join());
}
