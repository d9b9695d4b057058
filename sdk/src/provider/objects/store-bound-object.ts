import { ComObject } from '../../com/com-object.js';
import type { HRESULT } from '../../com/hresult.js';
import { MAPI_E_INTERFACE_NOT_SUPPORTED, MAPI_E_INVALID_OBJECT, S_OK } from '../../com/hresult-codes.js';
import type { InterfaceId } from '../../com/interface-id.js';
import { IID_IUnknown, type IUnknown } from '../../com/iunknown.js';
import { failed, type Result, succeeded } from '../../com/result.js';
import type { MAPIERROR } from '../../contract/structures.js';
import { type Failure, fail, failureOf } from './errors.js';
import type { LogonScope } from './logon-scope.js';

/** An object that belongs to a logon: its methods end with the logon, never throw, and explain their last failure. */
export abstract class StoreBoundObject<V extends LogonScope> extends ComObject {
  readonly view: V;
  #failure: Failure | undefined;

  constructor(view: V, name: string) {
    super({ ledger: view.core.definition.ledger, name });
    this.view = view;
  }

  GetLastError(result: HRESULT, _flags: number): Result<MAPIERROR> {
    return this.give('GetLastError', () => this.lastError(result));
  }

  /** What GetLastError gives. */
  protected lastError(result: HRESULT): Result<MAPIERROR> {
    const failure = this.explain(result);
    if (failure === undefined) return { hr: S_OK, value: null };
    const component = this.view.core.definition.displayName;
    return succeeded({ error: failure.message, component, lowLevelError: 0, context: 0 });
  }

  /** Finds what there is to say about a code that one of the object's methods returned. */
  protected explain(result: HRESULT): Failure | undefined {
    return this.#failure?.hr === result ? this.#failure : undefined;
  }

  /** Runs a method that returns a code. */
  protected run(method: string, body: () => HRESULT): HRESULT {
    this.used(method);
    if (!this.view.alive) return MAPI_E_INVALID_OBJECT;
    try {
      return body();
    } catch (error) {
      return this.#noted(error);
    }
  }

  /** Runs a method that has an out parameter. */
  protected give<T>(method: string, body: () => Result<T>): Result<T> {
    this.used(method);
    if (!this.view.alive) return failed(MAPI_E_INVALID_OBJECT);
    try {
      return body();
    } catch (error) {
      return failed(this.#noted(error));
    }
  }

  /** Fails unless the object is asked for as what it is. */
  requireInterface(iid: InterfaceId<IUnknown> | null): void {
    if (iid === null || iid === IID_IUnknown || this.interfaces().includes(iid)) return;
    fail(MAPI_E_INTERFACE_NOT_SUPPORTED, `the object has no interface ${iid}`);
  }

  #noted(error: unknown): HRESULT {
    this.#failure = failureOf(error);
    this.view.core.lastFailure = this.#failure;
    return this.#failure.hr;
  }
}
