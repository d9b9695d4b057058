import { ComObject } from '../com/com-object.js';
import type { Guid } from '../com/guid.js';
import type { HRESULT } from '../com/hresult.js';
import { MAPI_E_INVALID_OBJECT, MAPI_E_NOT_INITIALIZED } from '../com/hresult-codes.js';
import type { InterfaceId } from '../com/interface-id.js';
import type { IUnknown } from '../com/iunknown.js';
import { failed, type Result } from '../com/result.js';
import type { IMAPIClientShutdown } from '../contract/imapi-client-shutdown.js';
import { IID_IMAPIClientShutdown, IID_IMAPIProviderShutdown, IID_IMAPISession } from '../contract/interface-ids.js';
import type { SubsystemContext } from './context.js';
import { attempt, attemptResult } from './results.js';

const interfaceIds: readonly Guid[] = [IID_IMAPISession, IID_IMAPIClientShutdown];

/**
 * What all methods of a session have in common: the client rules are watched, a session that has ended answers
 * MAPI_E_INVALID_OBJECT, and the three calls of fast shutdown go to the coordinator of the process.
 */
export abstract class SessionBase extends ComObject implements IMAPIClientShutdown {
  protected readonly context: SubsystemContext;

  constructor(context: SubsystemContext, number: number) {
    super({ ledger: context.ledger, name: `session ${number}` });
    this.context = context;
  }

  /** Whether Logoff has not been called. */
  protected abstract get isActive(): boolean;

  protected override interfaces(): readonly Guid[] {
    return interfaceIds;
  }

  override QueryInterface<T extends IUnknown>(iid: InterfaceId<T>): Result<T> {
    this.context.rules.called('IMAPISession::QueryInterface');
    this.watchInterface(iid);
    return super.QueryInterface(iid);
  }

  override Release(): number {
    this.context.rules.called('IMAPISession::Release');
    return super.Release();
  }

  QueryFastShutdown(): HRESULT {
    return this.isActive ? this.context.coordinator.QueryFastShutdown() : MAPI_E_INVALID_OBJECT;
  }

  NotifyProcessShutdown(): HRESULT {
    return this.isActive ? this.context.coordinator.NotifyProcessShutdown() : MAPI_E_INVALID_OBJECT;
  }

  DoFastShutdown(): HRESULT {
    return this.isActive ? this.context.coordinator.DoFastShutdown() : MAPI_E_INVALID_OBJECT;
  }

  /** Does the work of a method that returns an HRESULT. */
  protected code(method: string, work: () => HRESULT): HRESULT {
    return this.#refusal(method) ?? attempt(work);
  }

  /** Does the work of a method that returns a value. */
  protected result<T>(method: string, work: () => Result<T>): Result<T> {
    const refusal = this.#refusal(method);
    return refusal === undefined ? attemptResult(work) : failed(refusal);
  }

  /** Notes a client that asks for the interface which only MAPI may use. */
  protected watchInterface(iid: Guid | null): void {
    if (iid !== IID_IMAPIProviderShutdown) return;
    this.context.rules.warn(
      'direct-provider-call',
      'The client asked for IMAPIProviderShutdown. Only MAPI calls that interface; a client uses the IMAPIClientShutdown of its session.',
    );
  }

  #refusal(method: string): HRESULT | undefined {
    this.context.rules.called(`IMAPISession::${method}`);
    this.used(method);
    if (!this.context.isInitialized()) return MAPI_E_NOT_INITIALIZED;
    return this.isActive ? undefined : MAPI_E_INVALID_OBJECT;
  }
}
