import type { IMsgStore } from '@mapi-kit/sdk';
import { type ItemState, WHOLE } from '../../recording/events.js';
import { SETTINGS } from '../../recording/item-names.js';
import { type Parts, propertyKey } from '../../recording/parts.js';
import { readPropertiesWhole } from '../real-mail/read-whole.js';
import { realProperty } from '../real-mail/real-values.js';
import { type SavedParts, writeProperties } from '../real-mail/write-whole.js';
import type { Random } from '../workload/random.js';
import { TYPED_TAGS } from './tags.js';

/** Under these keys journals have them. */
const KEYS: readonly string[] = TYPED_TAGS.map((tag) => propertyKey('', tag));

/**
 * Sets a property of each type on the store object, which is permanent at once.
 *
 * @returns what the store has taken
 * @throws Refusal also where clients may set nothing there
 */
export function saveStoreProperties(store: IMsgStore, random: Random): ItemState {
  const parts: SavedParts = {};
  const values = TYPED_TAGS.map((tag) => realProperty(tag, random));
  writeProperties(store, values, parts, '');
  return stateOf(parts);
}

/**
 * Reads these properties.
 *
 * @returns undefined where there are none of them
 * @throws Refusal
 */
export function readStoreProperties(store: IMsgStore): ItemState | undefined {
  const parts = readPropertiesWhole(store);
  return KEYS.some((key) => key in parts) ? stateOf(parts) : undefined;
}

function stateOf(parts: Parts): ItemState {
  return { label: SETTINGS.storeProperties, properties: WHOLE, folder: '', parts };
}
