import { type Result, succeeded } from '../../com/result.js';
import { LOGON_SP_IDLE, LOGON_SP_POLL } from '../../contract/flags.js';
import type { IMAPISupport } from '../../contract/imapi-support.js';
import { IID_IXPProvider } from '../../contract/interface-ids.js';
import type { IXPProvider, XPLogonResult } from '../../contract/ixp-provider.js';
import { openOwnSection } from '../common/own-section.js';
import { ProviderObject } from '../common/provider-object.js';
import { readProfile } from '../common/provider-profile.js';
import { transportHooksOf } from './abstract-transport.js';
import { TransportCore, type TransportDefinition } from './transport-core.js';
import { TransportLogon, type TransportRegister } from './transport-logon.js';

/** The provider object of a transport: its logons, and the answer to fast shutdown for all of them. */
export class XPProvider
  extends ProviderObject<TransportDefinition, TransportCore, TransportLogon>
  implements IXPProvider, TransportRegister
{
  constructor(definition: TransportDefinition) {
    super(definition, IID_IXPProvider, () => transportHooksOf(Object.create(definition.transportClass.prototype)));
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
      return this.refusal(error);
    }
  }

  #open(support: IMAPISupport, flags: number): TransportCore {
    const section = openOwnSection(support, false);
    try {
      const profile = readProfile(section);
      this.closeRetries.requireClosed(profile.dataDirectory);
      const core = new TransportCore(this.definition, support, profile, flags);
      try {
        core.open();
        return core;
      } catch (error) {
        this.closeRetries.close(core);
        throw error;
      }
    } finally {
      section.Release();
    }
  }
}
