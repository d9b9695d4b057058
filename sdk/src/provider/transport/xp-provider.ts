import type { Guid } from '../../com/guid.js';
import { failed, type Result, succeeded } from '../../com/result.js';
import { LOGON_SP_IDLE, LOGON_SP_POLL } from '../../contract/flags.js';
import type { IMAPISupport } from '../../contract/imapi-support.js';
import { IID_IMAPIProviderShutdown, IID_IXPProvider } from '../../contract/interface-ids.js';
import type { IXPProvider, XPLogonResult } from '../../contract/ixp-provider.js';
import { failureOf } from '../common/errors.js';
import { openOwnSection } from '../common/own-section.js';
import { ProviderObject } from '../common/provider-object.js';
import { readProfile } from '../common/store-opening.js';
import { transportHooksOf } from './abstract-transport.js';
import { TransportCore, type TransportDefinition } from './transport-core.js';
import { TransportLogon, type TransportRegister } from './transport-logon.js';

const interfaceIds: readonly Guid[] = [IID_IXPProvider, IID_IMAPIProviderShutdown];

/** The provider object of a transport: its logons, and the answer to fast shutdown for all of them. */
export class XPProvider
  extends ProviderObject<TransportCore, TransportLogon>
  implements IXPProvider, TransportRegister
{
  readonly #definition: TransportDefinition;

  constructor(definition: TransportDefinition) {
    super(definition, () => transportHooksOf(Object.create(definition.transportClass.prototype)));
    this.#definition = definition;
  }

  protected override interfaces(): readonly Guid[] {
    return interfaceIds;
  }

  TransportLogon(support: IMAPISupport, _uiParam: number, _profileName: string, flags: number): Result<XPLogonResult> {
    this.used('TransportLogon');
    try {
      const core = this.#open(support, flags);
      const logon = new TransportLogon(core, this);
      this.add(logon);
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

  #open(support: IMAPISupport, flags: number): TransportCore {
    const section = openOwnSection(support, false);
    try {
      const profile = readProfile(section);
      this.unclosed.requireClosed(profile.dataDirectory);
      const core = new TransportCore(this.#definition, support, profile, flags);
      try {
        core.open();
        return core;
      } catch (error) {
        this.unclosed.close(core);
        throw error;
      }
    } finally {
      section.Release();
    }
  }
}
