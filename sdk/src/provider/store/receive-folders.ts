import { MAPI_E_INVALID_PARAMETER } from '../../com/hresult-codes.js';
import { PR_ENTRYID, PR_INSTANCE_KEY, PR_MESSAGE_CLASS_W, PR_RECORD_KEY } from '../../contract/property-tags.js';
import type { SPropValue } from '../../contract/property-types.js';
import type { SPropTagArray } from '../../contract/structures.js';
import { fail } from '../objects/errors.js';
import { PR_KIT_RECEIVE_FOLDERS } from '../objects/private-properties.js';
import { keyOfNumber } from './key-of-number.js';
import { INBOX_ID } from './standard-folders.js';
import type { StoreCore } from './store-core.js';

/** The columns of the receive-folder table. */
export const receiveFolderColumns: SPropTagArray = [PR_ENTRYID, PR_INSTANCE_KEY, PR_RECORD_KEY, PR_MESSAGE_CLASS_W];

/** Finds the folder for a message class: the longest class in the map that is the class or a prefix of it. */
export function findReceiveFolder(core: StoreCore, messageClass: string): { folder: string; explicitClass: string } {
  requireClass(messageClass);
  const map = readMap(core);
  for (let name = messageClass; name !== ''; name = name.slice(0, Math.max(name.lastIndexOf('.'), 0))) {
    const folder = lookUp(map, name);
    // A folder that has been deleted since receives nothing any more.
    if (folder !== undefined && core.read(folder[1]) !== undefined)
      return { explicitClass: folder[0], folder: folder[1] };
  }
  const fallback = map.get('');
  const exists = fallback !== undefined && core.read(fallback) !== undefined;
  return { explicitClass: '', folder: exists ? fallback : INBOX_ID };
}

/** Maps a message class to a folder; null removes the class from the map, and resets the default to the Inbox. */
export function setReceiveFolder(core: StoreCore, messageClass: string, folder: string | null): void {
  requireClass(messageClass);
  const map = readMap(core);
  const existing = messageClass === '' ? '' : (lookUp(map, messageClass)?.[0] ?? messageClass);
  if (folder !== null) map.set(existing, folder);
  else if (messageClass === '') map.set('', INBOX_ID);
  else map.delete(existing);
  core.updateState((bag) => bag.put(PR_KIT_RECEIVE_FOLDERS, [...map].flat()));
}

/** One row a message class. */
export function receiveFolderRows(core: StoreCore): SPropValue[][] {
  return [...readMap(core)].map(([messageClass, folder], index) => [
    { tag: PR_ENTRYID, value: core.entryId(folder) },
    { tag: PR_INSTANCE_KEY, value: keyOfNumber(index) },
    { tag: PR_RECORD_KEY, value: core.recordKey(folder) },
    { tag: PR_MESSAGE_CLASS_W, value: messageClass },
  ]);
}

function readMap(core: StoreCore): Map<string, string> {
  const flat = core.state().value(PR_KIT_RECEIVE_FOLDERS) ?? [];
  const map = new Map([['', INBOX_ID]]);
  for (let index = 0; index + 1 < flat.length; index += 2) map.set(flat[index] ?? '', flat[index + 1] ?? '');
  return map;
}

/** Message classes are the same in upper and lower case. */
function lookUp(map: ReadonlyMap<string, string>, messageClass: string): [string, string] | undefined {
  return [...map].find(([name]) => name !== '' && name.toLowerCase() === messageClass.toLowerCase());
}

function requireClass(messageClass: string): void {
  const valid =
    /^[\x20-\x7e]{0,255}$/.test(messageClass) && !messageClass.startsWith('.') && !messageClass.endsWith('.');
  if (!valid) fail(MAPI_E_INVALID_PARAMETER, `${JSON.stringify(messageClass)} is no message class`);
}
