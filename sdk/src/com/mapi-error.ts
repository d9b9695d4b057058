import { FAILED, type HRESULT, hresult } from './hresult.js';
import { formatHresult } from './hresult-name.js';

/**
 * The error that an author's hook throws to make the contract method return a certain HRESULT.
 *
 * @example
 * ```ts
 * throw new MapiError(MAPI_E_NOT_ENOUGH_DISK, 'the data folder is full', { cause: error });
 * ```
 */
export class MapiError extends Error {
  override readonly name: string = 'MapiError';
  /** The failure code that the caller of the contract method gets. */
  readonly hr: HRESULT;

  /**
   * @param hr - a failure code
   * @param message - what happened, in a sentence
   * @param options - the cause, as of Error
   * @throws TypeError when `hr` is no failure code
   */
  constructor(hr: HRESULT, message?: string, options?: ErrorOptions) {
    if (!FAILED(hr)) {
      throw new TypeError(`MapiError takes a failure code, not ${formatHresult(hr)}`);
    }
    super(message === undefined ? formatHresult(hr) : `${message}: ${formatHresult(hr)}`, options);
    this.hr = hresult(hr);
  }
}
