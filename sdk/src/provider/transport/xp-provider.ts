import { ComObject } from '../../com/com-object.js';
import type { Guid } from '../../com/guid.js';
import type { HRESULT } from '../../com/hresult.js';
import { failed, type Result, succeeded } from '../../com/result.js';
import { LOGON_SP_IDLE, LOGON_SP_POLL } from '../../contract/flags.js';
import type { IMAPIProviderShutdown } from '../../contract/imapi-provider-shutdown.js';
import type { IMAPISupport } from '../../contract/imapi-support.js';
import { IID_IMAPIProviderShutdown, IID_IXPProvider } from '../../contract/interface-ids.js';
import type { IXPProvider, XPLogonResult } from '../../contract/ixp-provider.js';
import { failureOf } from '../errors.js';
import { openOwnSection } from '../own-section.js';
import { readProfile } from '../store-opening.js';
import { Unclosed } from '../unclosed.js';
import { doLogons, notifyLogons, queryLogons } from './shared/fast-shutdown.js';
import { TransportCore, type TransportDefinition } from './transport-core.js';
import { TransportLogon, type TransportRegister } from './transport-logon.js';

const interfaceIds: readonly Guid[] = [IID_IXPProvider, IID_IMAPIProviderShutdown];

/** The provider object of a transport: its logons, and the answer to fast shutdown for all of them. */
export class XPProvider extends ComObject implements IXPProvider, IMAPIProviderShutdown, TransportRegister {
  readonly #definition: TransportDefinition;
  readonly #logons: TransportLogon[] = [];
  readonly #unclosed = new Unclosed<TransportCore>();

  constructor(definition: TransportDefinition) {
    super({ ledger: definition.ledger, name: `provider object of ${definition.displayName}` });
    this.#definition = definition;
  }

  protected override interfaces(): readonly Guid[] {
    return interfaceIds;
  }

  ended(logon: TransportLogon): HRESULT {
    const index = this.#logons.indexOf(logon);
    if (index !== -1) this.#logons.splice(index, 1);
    return this.#unclosed.close(logon.core);
  }

  Shutdown(_flags: number): HRESULT {
    this.used('Shutdown');
    this.#endAll();
    return this.#unclosed.closeAll();
  }

  TransportLogon(support: IMAPISupport, _uiParam: number, _profileName: string, flags: number): Result<XPLogonResult> {
    this.used('TransportLogon');
    try {
      const core = this.#open(support, flags);
      const logon = new TransportLogon(core, this);
      this.#logons.push(logon);
      const { wantsPoll, wantsIdle } = core.hooks;
      return succeeded({
        logon,
        flags: (wantsPoll ? LOGON_SP_POLL : 0) | (wantsIdle ? LOGON_SP_IDLE : 0),
        error: null,
      });
    } catch (error) {
      const { hr, message } = failureOf(error);
      // IXPProvider has no GetLastError, and an author whose transport does not open has to learn why.
      process.emitWarning(message, { type: 'MapiKitLogonWarning' });
      return failed(hr);
    }
  }

  QueryFastShutdown(): HRESULT {
    this.used('QueryFastShutdown');
    return queryLogons(this.#definition.transportClass, this.#openCores());
  }

  NotifyProcessShutdown(): HRESULT {
    this.used('NotifyProcessShutdown');
    return notifyLogons(this.#openCores());
  }

  DoFastShutdown(): HRESULT {
    this.used('DoFastShutdown');
    return doLogons(this.#openCores());
  }

  protected override finalRelease(): void {
    this.#endAll();
    this.#unclosed.closeOrWarn();
  }

  #open(support: IMAPISupport, flags: number): TransportCore {
    const section = openOwnSection(support, false);
    try {
      const profile = readProfile(section);
      this.#unclosed.requireClosed(profile.dataDirectory);
      const core = new TransportCore(this.#definition, support, profile, flags);
      try {
        core.open();
        return core;
      } catch (error) {
        this.#unclosed.close(core);
        throw error;
      }
    } finally {
      section.Release();
    }
  }

  /** Those whose outboxes have to be durable before the process ends. */
  #openCores(): TransportCore[] {
    return [...this.#logons.map(({ core }) => core), ...this.#unclosed.cores];
  }

  /** Ends whatever the spooler has not logged off, as if it had. */
  #endAll(): void {
    for (const logon of [...this.#logons]) logon.end();
  }
}
