import type { HRESULT } from '../com/hresult.js';
import {
  MAPI_E_INVALID_OBJECT,
  MAPI_E_INVALID_PARAMETER,
  MAPI_E_NO_SUPPORT,
  MAPI_E_UNKNOWN_FLAGS,
  S_OK,
} from '../com/hresult-codes.js';
import type { IUnknown } from '../com/iunknown.js';
import { failed } from '../com/result.js';

const FEWEST_METHODS = 3;
const invalid = new WeakSet<object>();

/** The methods of the contract that return a bare HRESULT; all others return a result object. */
const bareMethods: ReadonlySet<string> = new Set([
  'Abort',
  'AbortSubmit',
  'ChangePassword',
  'CopyEntries',
  'CopyFolder',
  'CopyMessages',
  'DeleteAttach',
  'DeleteEntries',
  'DeleteFolder',
  'DeleteMessages',
  'EmptyFolder',
  'FindRow',
  'FinishedMsg',
  'FlushQueues',
  'FreeBookmark',
  'Idle',
  'Logoff',
  'ModifyRecipients',
  'NotifyNewMail',
  'Restrict',
  'SaveChanges',
  'SaveContentsSort',
  'SeekRowApprox',
  'SetColumns',
  'SetLockState',
  'SetReadFlag',
  'SetReadFlags',
  'SetReceiveFolder',
  'SetSearchCriteria',
  'SettingsDialog',
  'Shutdown',
  'SortTable',
  'SubmitMessage',
  'TransportLogoff',
  'Unadvise',
  'ValidateState',
  'QueryFastShutdown',
  'NotifyProcessShutdown',
  'DoFastShutdown',
]);

/**
 * Turns an object into a stub: AddRef and Release go on working, every other method whose name has a capital initial
 * gives MAPI_E_INVALID_OBJECT.
 *
 * The stub's methods are laid over the object itself, so whoever holds it sees them.
 *
 * @param flags - 0
 * @param methods - how many methods the object has, at least three
 * @returns S_OK; MAPI_E_UNKNOWN_FLAGS; MAPI_E_INVALID_PARAMETER; MAPI_E_NO_SUPPORT for an object that cannot be changed
 */
export function makeInvalid(flags: number, object: IUnknown, methods: number): HRESULT {
  if (flags !== 0) return MAPI_E_UNKNOWN_FLAGS;
  if (methods < FEWEST_METHODS || typeof object?.Release !== 'function') return MAPI_E_INVALID_PARAMETER;
  if (invalid.has(object)) return S_OK;
  if (!Object.isExtensible(object)) return MAPI_E_NO_SUPPORT;
  for (const name of methodNames(object)) {
    const value = bareMethods.has(name) ? () => MAPI_E_INVALID_OBJECT : () => failed(MAPI_E_INVALID_OBJECT);
    Object.defineProperty(object, name, { value, configurable: true, writable: true });
  }
  invalid.add(object);
  return S_OK;
}

function methodNames(object: object): Set<string> {
  const names = new Set<string>();
  for (
    let level: object | null = object;
    level !== null && level !== Object.prototype;
    level = Object.getPrototypeOf(level)
  ) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(level))) {
      if (/^[A-Z]/.test(name) && typeof value === 'function') names.add(name);
    }
  }
  names.delete('AddRef');
  names.delete('Release');
  return names;
}
