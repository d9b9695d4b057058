import { ComObject, type ComObjectOptions } from '../../com/com-object.js';
import type { HRESULT } from '../../com/hresult.js';
import {
  MAPI_E_NO_ACCESS,
  MAPI_E_NO_SUPPORT,
  MAPI_E_NOT_FOUND,
  MAPI_W_ERRORS_RETURNED,
  S_OK,
} from '../../com/hresult-codes.js';
import type { InterfaceId } from '../../com/interface-id.js';
import type { IUnknown } from '../../com/iunknown.js';
import { failed, type Result, succeeded } from '../../com/result.js';
import type { IMAPIProgress } from '../../contract/imapi-progress.js';
import type { IMAPIProp } from '../../contract/imapi-prop.js';
import { CHANGE_PROP_TYPE, PROP_ID, PROP_TYPE, PT_ERROR, type SPropValue } from '../../contract/property-types.js';
import type {
  MAPIERROR,
  MAPINAMEID,
  SPropProblemArray,
  SPropTagArray,
  SPropValueArray,
} from '../../contract/structures.js';
import { copyAllBut, copyTags } from '../property-copy.js';

/** An object of MAPI's own, whose properties are known when it is made and never change. */
export abstract class ReadOnlyProps extends ComObject implements IMAPIProp {
  readonly #values: readonly SPropValue[];

  constructor(values: readonly SPropValue[], options: ComObjectOptions) {
    super(options);
    this.#values = values;
  }

  GetLastError(_result: HRESULT, _flags: number): Result<MAPIERROR> {
    return { hr: S_OK, value: null };
  }

  SaveChanges(_flags: number): HRESULT {
    return MAPI_E_NO_ACCESS;
  }

  GetProps(tags: SPropTagArray | null, _flags: number): Result<SPropValueArray> {
    this.used('GetProps');
    if (tags === null) return succeeded(this.#values);
    const values = tags.map((tag): SPropValue => {
      const found = this.#values.find((value) => PROP_ID(value.tag) === PROP_ID(tag));
      return found ?? { tag: CHANGE_PROP_TYPE(tag, PT_ERROR), value: MAPI_E_NOT_FOUND };
    });
    const complete = values.every(({ tag }) => PROP_TYPE(tag) !== PT_ERROR);
    return succeeded(values, complete ? S_OK : MAPI_W_ERRORS_RETURNED);
  }

  GetPropList(_flags: number): Result<SPropTagArray> {
    return succeeded(this.#values.map(({ tag }) => tag));
  }

  OpenProperty<T extends IUnknown>(): Result<T> {
    return failed(MAPI_E_NO_SUPPORT);
  }

  SetProps(_values: SPropValueArray): Result<SPropProblemArray> {
    return failed(MAPI_E_NO_ACCESS);
  }

  DeleteProps(_tags: SPropTagArray): Result<SPropProblemArray> {
    return failed(MAPI_E_NO_ACCESS);
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
    return copyAllBut({ source: this, destination, flags }, excludedProps);
  }

  CopyProps(
    includedProps: SPropTagArray,
    _uiParam: number,
    _progress: IMAPIProgress | null,
    _iid: InterfaceId<IUnknown>,
    destination: IUnknown,
    flags: number,
  ): Result<SPropProblemArray> {
    return copyTags({ source: this, destination, flags }, includedProps);
  }

  GetNamesFromIDs(): Result<{ readonly tags: SPropTagArray; readonly names: readonly (MAPINAMEID | null)[] }> {
    return failed(MAPI_E_NO_SUPPORT);
  }

  GetIDsFromNames(): Result<SPropTagArray> {
    return failed(MAPI_E_NO_SUPPORT);
  }
}
