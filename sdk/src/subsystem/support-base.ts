import { ComObject } from '../com/com-object.js';
import type { Guid } from '../com/guid.js';
import type { HRESULT } from '../com/hresult.js';
import { MAPI_E_INVALID_OBJECT, MAPI_E_NO_SUPPORT } from '../com/hresult-codes.js';
import { failed, type Result } from '../com/result.js';
import { IID_IMAPISup } from '../contract/interface-ids.js';
import type { ProviderIdentity } from './observer.js';
import type { ProviderLogon } from './provider-logon.js';
import { attempt, attemptResult } from './results.js';
import type { SupportHost } from './support-host.js';
import { type SupportMethod, supportKinds } from './support-kinds.js';

const interfaceIds: readonly Guid[] = [IID_IMAPISup];

/**
 * What all methods of a support object have in common: references are counted and reported, every call is reported, and
 * a method that is not for the provider's kind is refused.
 */
export abstract class SupportBase extends ComObject {
  /** The session that made it. */
  protected readonly host: SupportHost;
  /** The logon that it was made for. */
  protected readonly record: ProviderLogon;

  constructor(host: SupportHost, record: ProviderLogon) {
    const { name, session } = record.identity;
    super({ ledger: host.context.ledger, name: `support object of ${name} (session ${session})` });
    this.host = host;
    this.record = record;
  }

  /** The provider that the object was made for. */
  get identity(): ProviderIdentity {
    return this.record.identity;
  }

  protected override interfaces(): readonly Guid[] {
    return interfaceIds;
  }

  override AddRef(): number {
    const count = super.AddRef();
    this.host.context.observer?.supportReference?.(this.identity, 'AddRef', count);
    return count;
  }

  override Release(): number {
    const last = this.references === 1;
    if (last) this.#report(0);
    const count = super.Release();
    if (!last) this.#report(count);
    return count;
  }

  protected override finalRelease(): void {
    this.host.context.notifications.unsubscribeAll(this);
    this.host.supportReleased(this.record);
  }

  /** Does the work of a method that returns an HRESULT. */
  protected code(method: SupportMethod, work: () => HRESULT): HRESULT {
    const hr = this.#refusal(method) ?? attempt(work);
    this.host.context.observer?.supportCall?.(this.identity, method, hr);
    return hr;
  }

  /** Does the work of a method that returns a value. */
  protected result<T>(method: SupportMethod, work: () => Result<T>): Result<T> {
    const refusal = this.#refusal(method);
    const answer = refusal === undefined ? attemptResult(work) : failed<T>(refusal);
    this.host.context.observer?.supportCall?.(this.identity, method, answer.hr);
    return answer;
  }

  #refusal(method: SupportMethod): HRESULT | undefined {
    this.used(method);
    if (this.references === 0) return MAPI_E_INVALID_OBJECT;
    return supportKinds[method].includes(this.identity.kind) ? undefined : MAPI_E_NO_SUPPORT;
  }

  #report(count: number): void {
    this.host.context.observer?.supportReference?.(this.identity, 'Release', count);
  }
}
