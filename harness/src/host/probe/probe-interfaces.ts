import {
  guid,
  IID_IABContainer,
  IID_IABLogon,
  IID_IABProvider,
  IID_IAddrBook,
  IID_IAttachment,
  IID_IDistList,
  IID_IMAPIAdviseSink,
  IID_IMAPIClientShutdown,
  IID_IMAPIContainer,
  IID_IMAPIFolder,
  IID_IMAPIProgress,
  IID_IMAPIProp,
  IID_IMAPIProviderShutdown,
  IID_IMAPISession,
  IID_IMAPIStatus,
  IID_IMAPISup,
  IID_IMAPITable,
  IID_IMailUser,
  IID_IMessage,
  IID_IMSLogon,
  IID_IMSProvider,
  IID_IMsgStore,
  IID_IProfSect,
  IID_IStream,
  IID_IUnknown,
  IID_IXPLogon,
  IID_IXPProvider,
  type InterfaceId,
  type IUnknown,
  interfaceId,
} from '@mapi-kit/sdk';

const NAMED = {
  IID_IUnknown,
  IID_IMAPIProviderShutdown,
  IID_IMSProvider,
  IID_IXPProvider,
  IID_IABProvider,
  IID_IMSLogon,
  IID_IXPLogon,
  IID_IABLogon,
  IID_IMsgStore,
  IID_IMAPIProp,
  IID_IMAPIContainer,
  IID_IMAPIFolder,
  IID_IMessage,
  IID_IAttachment,
  IID_IMAPITable,
  IID_IMAPIStatus,
  IID_IMAPIAdviseSink,
  IID_IMAPIProgress,
  IID_IMAPISession,
  IID_IMAPIClientShutdown,
  IID_IMAPISup,
  IID_IProfSect,
  IID_IAddrBook,
  IID_IABContainer,
  IID_IMailUser,
  IID_IDistList,
  IID_IStream,
} as const;

/** Every interface of the contract that an object could be asked for. */
export const CONTRACT_INTERFACES: readonly InterfaceId<IUnknown>[] = Object.values(NAMED);

/** The name of an interface as Microsoft has it, for example `IID_IMSProvider`. */
export function interfaceName(iid: InterfaceId<IUnknown>): string {
  return Object.entries(NAMED).find(([, known]) => known === iid)?.[0] ?? iid;
}

/** An interface that nobody has. */
export const UNKNOWN_INTERFACE: InterfaceId<IUnknown> = interfaceId(guid('{5C0B7C3E-2E0A-4F0C-9B1D-7F1A6C0E55AA}'));
