import { ComObject, type ComObjectOptions } from '../com/com-object.js';
import type { Guid } from '../com/guid.js';
import type { HRESULT } from '../com/hresult.js';
import {
  MAPI_E_COMPUTED,
  MAPI_E_DISK_ERROR,
  MAPI_E_INVALID_PARAMETER,
  MAPI_E_INVALID_TYPE,
  MAPI_E_NO_ACCESS,
  MAPI_E_NO_SUPPORT,
  MAPI_E_NOT_ENOUGH_DISK,
  MAPI_E_NOT_FOUND,
  MAPI_E_UNKNOWN_FLAGS,
  MAPI_W_ERRORS_RETURNED,
  S_OK,
} from '../com/hresult-codes.js';
import type { InterfaceId } from '../com/interface-id.js';
import type { IUnknown } from '../com/iunknown.js';
import { failed, type Result, succeeded } from '../com/result.js';
import {
  FORCE_SAVE,
  KEEP_OPEN_READONLY,
  KEEP_OPEN_READWRITE,
  MAPI_DEFERRED_ERRORS,
  MAPI_UNICODE,
} from '../contract/flags.js';
import type { IMAPIProgress } from '../contract/imapi-progress.js';
import { IID_IMAPIProp, IID_IProfSect } from '../contract/interface-ids.js';
import type { IProfSect } from '../contract/iprof-sect.js';
import {
  PR_OBJECT_TYPE,
  PR_PROVIDER_DLL_NAME_W,
  PR_PROVIDER_UID,
  PR_RESOURCE_FLAGS,
  PR_RESOURCE_TYPE,
} from '../contract/property-tags.js';
import {
  CHANGE_PROP_TYPE,
  isPropertyValue,
  PROP_ID,
  PROP_TYPE,
  PT_ERROR,
  PT_OBJECT,
  PT_STRING8,
  PT_UNICODE,
  PT_UNSPECIFIED,
  propertyValuesEqual,
  type SPropValue,
} from '../contract/property-types.js';
import type {
  MAPIERROR,
  MAPINAMEID,
  SPropProblem,
  SPropProblemArray,
  SPropTagArray,
  SPropValueArray,
} from '../contract/structures.js';
import type { Profile } from './profile.js';
import type { ProfileSection } from './profile-section.js';
import { copyAllBut, copyTags } from './property-copy.js';

const interfaceIds: readonly Guid[] = [IID_IProfSect, IID_IMAPIProp];
const FIRST_NAMED_ID = 0x8000;
const secureIds = { first: 0x67f0, last: 0x67ff };

/** What MAPI alone writes. */
const computedIds: ReadonlySet<number> = new Set(
  [PR_RESOURCE_FLAGS, PR_RESOURCE_TYPE, PR_PROVIDER_DLL_NAME_W, PR_PROVIDER_UID, PR_OBJECT_TYPE].map(PROP_ID),
);

/** What a {@link ProfSect} needs. */
export interface ProfSectOptions extends ComObjectOptions {
  /** The profile that the section is of. */
  readonly profile: Profile;
  /** The section, which the caller has acquired for this object. */
  readonly section: ProfileSection;
  /** Whether it has been acquired for writing. */
  readonly writable: boolean;
  /** Called when the last reference is gone. */
  readonly released?: ((section: ProfSect) => void) | undefined;
}

/**
 * An open profile section.
 *
 * Not transacted: what SetProps and DeleteProps change is in the profile's file when they return, and SaveChanges is a
 * success without effect. There are no named properties. The secure properties, ids 0x67F0 to 0x67FF, come only when
 * asked for by id. PR_RESOURCE_FLAGS, PR_PROVIDER_DLL_NAME and what else MAPI writes itself are a MAPI_E_COMPUTED problem.
 *
 * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/iprofsectimapiprop
 */
export class ProfSect extends ComObject implements IProfSect {
  readonly #profile: Profile;
  readonly #section: ProfileSection;
  readonly #writable: boolean;
  readonly #released: ((section: ProfSect) => void) | undefined;

  constructor(options: ProfSectOptions) {
    super(options);
    this.#profile = options.profile;
    this.#section = options.section;
    this.#writable = options.writable;
    this.#released = options.released;
  }

  protected override interfaces(): readonly Guid[] {
    return interfaceIds;
  }

  GetLastError(_result: HRESULT, _flags: number): Result<MAPIERROR> {
    this.used('GetLastError');
    return { hr: S_OK, value: null };
  }

  SaveChanges(flags: number): HRESULT {
    this.used('SaveChanges');
    const known = KEEP_OPEN_READONLY | KEEP_OPEN_READWRITE | FORCE_SAVE | MAPI_DEFERRED_ERRORS;
    return (flags & ~known) === 0 ? S_OK : MAPI_E_UNKNOWN_FLAGS;
  }

  GetProps(tags: SPropTagArray | null, flags: number): Result<SPropValueArray> {
    this.used('GetProps');
    if ((flags & ~MAPI_UNICODE) !== 0) return failed(MAPI_E_UNKNOWN_FLAGS);
    if (tags === null) return succeeded(this.#visible().map(copied));
    if (tags.length === 0) return failed(MAPI_E_INVALID_PARAMETER);
    const values = tags.map((tag): SPropValue => {
      const found = this.#section.values.get(PROP_ID(tag));
      if (found === undefined || !readableAs(PROP_TYPE(found.tag), PROP_TYPE(tag))) {
        return { tag: CHANGE_PROP_TYPE(tag, PT_ERROR), value: MAPI_E_NOT_FOUND };
      }
      return PROP_TYPE(tag) === PT_UNSPECIFIED ? copied(found) : { ...copied(found), tag };
    });
    const complete = values.every((value) => PROP_TYPE(value.tag) !== PT_ERROR);
    return succeeded(values, complete ? S_OK : MAPI_W_ERRORS_RETURNED);
  }

  GetPropList(flags: number): Result<SPropTagArray> {
    this.used('GetPropList');
    if ((flags & ~MAPI_UNICODE) !== 0) return failed(MAPI_E_UNKNOWN_FLAGS);
    return succeeded(this.#visible().map(({ tag }) => tag));
  }

  OpenProperty<T extends IUnknown>(): Result<T> {
    this.used('OpenProperty');
    return failed(MAPI_E_NO_SUPPORT);
  }

  SetProps(values: SPropValueArray): Result<SPropProblemArray> {
    this.used('SetProps');
    if (!this.#writable) return failed(MAPI_E_NO_ACCESS);
    if (values.length === 0 || values.some(({ tag }) => PROP_TYPE(tag) === PT_OBJECT))
      return failed(MAPI_E_INVALID_PARAMETER);
    const changed = new Map(this.#section.values);
    const problems: SPropProblem[] = [];
    let dirty = false;
    for (const [index, value] of values.entries()) {
      if (PROP_TYPE(value.tag) === PT_ERROR || PROP_ID(value.tag) === 0) continue;
      const scode = refusal(value);
      if (scode !== S_OK) {
        problems.push({ index, tag: value.tag, scode });
        continue;
      }
      const before = changed.get(PROP_ID(value.tag));
      if (before?.tag === value.tag && propertyValuesEqual(before.value, value.value)) continue;
      changed.set(PROP_ID(value.tag), copied(value));
      dirty = true;
    }
    const written = dirty ? this.#write(changed) : S_OK;
    return written === S_OK ? succeeded(problems) : failed(written);
  }

  DeleteProps(tags: SPropTagArray): Result<SPropProblemArray> {
    this.used('DeleteProps');
    if (!this.#writable) return failed(MAPI_E_NO_ACCESS);
    if (tags.length === 0) return failed(MAPI_E_INVALID_PARAMETER);
    const changed = new Map(this.#section.values);
    const problems: SPropProblem[] = [];
    for (const [index, tag] of tags.entries()) {
      if (computedIds.has(PROP_ID(tag))) problems.push({ index, tag, scode: MAPI_E_COMPUTED });
      else if (!changed.delete(PROP_ID(tag))) problems.push({ index, tag, scode: MAPI_E_NOT_FOUND });
    }
    const written = changed.size === this.#section.values.size ? S_OK : this.#write(changed);
    return written === S_OK ? succeeded(problems) : failed(written);
  }

  CopyTo(
    _excludedInterfaces: readonly InterfaceId<IUnknown>[],
    excludedProps: SPropTagArray | null,
    _uiParam: number,
    _progress: IMAPIProgress | null,
    _iid: InterfaceId<IUnknown>,
    destination: IUnknown,
    flags: number,
  ): Result<SPropProblemArray> {
    this.used('CopyTo');
    const excluded = [...(excludedProps ?? []), ...this.#computedTags()];
    return copyAllBut({ source: this, destination, flags }, excluded);
  }

  CopyProps(
    includedProps: SPropTagArray,
    _uiParam: number,
    _progress: IMAPIProgress | null,
    _iid: InterfaceId<IUnknown>,
    destination: IUnknown,
    flags: number,
  ): Result<SPropProblemArray> {
    this.used('CopyProps');
    return copyTags({ source: this, destination, flags }, includedProps);
  }

  GetNamesFromIDs(): Result<{ readonly tags: SPropTagArray; readonly names: readonly (MAPINAMEID | null)[] }> {
    this.used('GetNamesFromIDs');
    return failed(MAPI_E_NO_SUPPORT);
  }

  GetIDsFromNames(): Result<SPropTagArray> {
    this.used('GetIDsFromNames');
    return failed(MAPI_E_NO_SUPPORT);
  }

  protected override finalRelease(): void {
    this.#section.release(this.#writable);
    this.#released?.(this);
  }

  #visible(): SPropValue[] {
    return [...this.#section.values.values()].filter(({ tag }) => !isSecure(PROP_ID(tag)));
  }

  #computedTags(): SPropTagArray {
    return this.#visible()
      .map(({ tag }) => tag)
      .filter((tag) => computedIds.has(PROP_ID(tag)));
  }

  #write(values: ReadonlyMap<number, SPropValue>): HRESULT {
    try {
      this.#profile.update(this.#section, values);
      return S_OK;
    } catch (error) {
      return hresultOfFileError(error);
    }
  }
}

/** The code for what went wrong while a file was written. */
export function hresultOfFileError(error: unknown): HRESULT {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return MAPI_E_NOT_ENOUGH_DISK;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return MAPI_E_NO_ACCESS;
    default:
      return MAPI_E_DISK_ERROR;
  }
}

function refusal({ tag, value }: SPropValue): HRESULT {
  if (PROP_ID(tag) >= FIRST_NAMED_ID) return MAPI_E_NO_SUPPORT;
  if (computedIds.has(PROP_ID(tag))) return MAPI_E_COMPUTED;
  return isPropertyValue(PROP_TYPE(tag), value) ? S_OK : MAPI_E_INVALID_TYPE;
}

function isSecure(id: number): boolean {
  return id >= secureIds.first && id <= secureIds.last;
}

/** The two string types stand for each other, also in their multi-valued forms. */
function readableAs(type: number, wanted: number): boolean {
  if (wanted === PT_UNSPECIFIED || wanted === type) return true;
  const isString = (type & 0xfff) === PT_STRING8 || (type & 0xfff) === PT_UNICODE;
  return isString && (type ^ wanted) === (PT_STRING8 ^ PT_UNICODE);
}

/** A property whose bytes belong to nobody else. */
function copied({ tag, value }: SPropValue): SPropValue {
  if (value instanceof Uint8Array) return { tag, value: Uint8Array.from(value) };
  if (!Array.isArray(value)) return { tag, value };
  const items = value.map((item) => (item instanceof Uint8Array ? Uint8Array.from(item) : item));
  return { tag, value: items as SPropValue['value'] };
}
