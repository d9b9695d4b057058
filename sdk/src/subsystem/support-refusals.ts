import type { HRESULT } from '../com/hresult.js';
import { MAPI_E_NO_SUPPORT } from '../com/hresult-codes.js';
import type { IUnknown } from '../com/iunknown.js';
import { failed, type Result } from '../com/result.js';
import type { IMAPIProgress } from '../contract/imapi-progress.js';
import type { IMAPISupport } from '../contract/imapi-support.js';
import type { IMessage } from '../contract/imessage.js';
import type { ADRLIST, ENTRYID } from '../contract/structures.js';
import { SupportBase } from './support-base.js';

/**
 * The methods of a support object that this subsystem always refuses, on record, with MAPI_E_NO_SUPPORT: those that show
 * a dialog, need the message flow, manage memory, or are not documented.
 */
export abstract class SupportRefusals extends SupportBase {
  GetMemAllocRoutines(): HRESULT {
    return this.code('GetMemAllocRoutines', () => MAPI_E_NO_SUPPORT);
  }

  RegisterPreprocessor(): HRESULT {
    return this.code('RegisterPreprocessor', () => MAPI_E_NO_SUPPORT);
  }

  Address(): Result<ADRLIST> {
    return this.result('Address', () => failed(MAPI_E_NO_SUPPORT));
  }

  Details(): HRESULT {
    return this.code('Details', () => MAPI_E_NO_SUPPORT);
  }

  NewEntry(): Result<ENTRYID> {
    return this.result('NewEntry', () => failed(MAPI_E_NO_SUPPORT));
  }

  DoConfigPropsheet(): HRESULT {
    return this.code('DoConfigPropsheet', () => MAPI_E_NO_SUPPORT);
  }

  DoProgressDialog(): Result<IMAPIProgress> {
    return this.result('DoProgressDialog', () => failed(MAPI_E_NO_SUPPORT));
  }

  ReadReceipt(): Result<IMessage> {
    return this.result('ReadReceipt', () => failed(MAPI_E_NO_SUPPORT));
  }

  UpdatePAB(): HRESULT {
    return this.code('UpdatePAB', () => MAPI_E_NO_SUPPORT);
  }

  Preprocess(): HRESULT {
    return this.code('Preprocess', () => MAPI_E_NO_SUPPORT);
  }

  CompleteMsg(): HRESULT {
    return this.code('CompleteMsg', () => MAPI_E_NO_SUPPORT);
  }

  IStorageFromStream(): Result<IUnknown> {
    return this.result('IStorageFromStream', () => failed(MAPI_E_NO_SUPPORT));
  }

  GetSvcConfigSupportObj(): Result<IMAPISupport> {
    return this.result('GetSvcConfigSupportObj', () => failed(MAPI_E_NO_SUPPORT));
  }
}
