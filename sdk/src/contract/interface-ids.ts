import { oleGuid } from '../com/guid.js';
import { type InterfaceId, interfaceId } from '../com/interface-id.js';
import type { IABContainer } from './iab-container.js';
import type { IABLogon } from './iab-logon.js';
import type { IABProvider } from './iab-provider.js';
import type { IAddrBook } from './iaddr-book.js';
import type { IAttach } from './iattach.js';
import type { IDistList } from './idist-list.js';
import type { IMailUser } from './imail-user.js';
import type { IMAPIAdviseSink } from './imapi-advise-sink.js';
import type { IMAPIClientShutdown } from './imapi-client-shutdown.js';
import type { IMAPIContainer } from './imapi-container.js';
import type { IMAPIFolder } from './imapi-folder.js';
import type { IMAPIProgress } from './imapi-progress.js';
import type { IMAPIProp } from './imapi-prop.js';
import type { IMAPIProviderShutdown } from './imapi-provider-shutdown.js';
import type { IMAPISession } from './imapi-session.js';
import type { IMAPIStatus } from './imapi-status.js';
import type { IMAPISupport } from './imapi-support.js';
import type { IMAPITable } from './imapi-table.js';
import type { IMessage } from './imessage.js';
import type { IMSLogon } from './ims-logon.js';
import type { IMSProvider } from './ims-provider.js';
import type { IMsgStore } from './imsg-store.js';
import type { IProfSect } from './iprof-sect.js';
import type { IProviderAdmin } from './iprovider-admin.js';
import type { IStream } from './istream.js';
import type { IXPLogon } from './ixp-logon.js';
import type { IXPProvider } from './ixp-provider.js';

/** Session. */
export const IID_IMAPISession: InterfaceId<IMAPISession> = interfaceId(oleGuid(0x00020300));
/** View of a table. */
export const IID_IMAPITable: InterfaceId<IMAPITable> = interfaceId(oleGuid(0x00020301));
/** Receiver of notifications. */
export const IID_IMAPIAdviseSink: InterfaceId<IMAPIAdviseSink> = interfaceId(oleGuid(0x00020302));
/** Object with properties. */
export const IID_IMAPIProp: InterfaceId<IMAPIProp> = interfaceId(oleGuid(0x00020303));
/** Profile section. */
export const IID_IProfSect: InterfaceId<IProfSect> = interfaceId(oleGuid(0x00020304));
/** Administration of the providers of a message service. */
export const IID_IProviderAdmin: InterfaceId<IProviderAdmin> = interfaceId(oleGuid(0x00020325));
/** Status object. */
export const IID_IMAPIStatus: InterfaceId<IMAPIStatus> = interfaceId(oleGuid(0x00020305));
/** Message store. */
export const IID_IMsgStore: InterfaceId<IMsgStore> = interfaceId(oleGuid(0x00020306));
/** Message. */
export const IID_IMessage: InterfaceId<IMessage> = interfaceId(oleGuid(0x00020307));
/** Attachment: the interface is IAttach, its id IID_IAttachment. */
export const IID_IAttachment: InterfaceId<IAttach> = interfaceId(oleGuid(0x00020308));
/** Address book as clients see it. */
export const IID_IAddrBook: InterfaceId<IAddrBook> = interfaceId(oleGuid(0x00020309));
/** Messaging user. */
export const IID_IMailUser: InterfaceId<IMailUser> = interfaceId(oleGuid(0x0002030a));
/** Container. */
export const IID_IMAPIContainer: InterfaceId<IMAPIContainer> = interfaceId(oleGuid(0x0002030b));
/** Folder. */
export const IID_IMAPIFolder: InterfaceId<IMAPIFolder> = interfaceId(oleGuid(0x0002030c));
/** Address-book container. */
export const IID_IABContainer: InterfaceId<IABContainer> = interfaceId(oleGuid(0x0002030d));
/** Distribution list. */
export const IID_IDistList: InterfaceId<IDistList> = interfaceId(oleGuid(0x0002030e));
/** Support object: the interface is IMAPISupport. */
export const IID_IMAPISup: InterfaceId<IMAPISupport> = interfaceId(oleGuid(0x0002030f));
/** Provider object of a message store. */
export const IID_IMSProvider: InterfaceId<IMSProvider> = interfaceId(oleGuid(0x00020310));
/** Provider object of an address book. */
export const IID_IABProvider: InterfaceId<IABProvider> = interfaceId(oleGuid(0x00020311));
/** Provider object of a transport. */
export const IID_IXPProvider: InterfaceId<IXPProvider> = interfaceId(oleGuid(0x00020312));
/** Logon object of a message store. */
export const IID_IMSLogon: InterfaceId<IMSLogon> = interfaceId(oleGuid(0x00020313));
/** Logon object of an address book. */
export const IID_IABLogon: InterfaceId<IABLogon> = interfaceId(oleGuid(0x00020314));
/** Logon object of a transport. */
export const IID_IXPLogon: InterfaceId<IXPLogon> = interfaceId(oleGuid(0x00020315));
/** Progress display. */
export const IID_IMAPIProgress: InterfaceId<IMAPIProgress> = interfaceId(oleGuid(0x0002031f));
/** Fast shutdown, client side: answered by every session object. */
export const IID_IMAPIClientShutdown: InterfaceId<IMAPIClientShutdown> = interfaceId(oleGuid(0x00020397));
/** Fast shutdown, provider side: answered by provider objects that take part. */
export const IID_IMAPIProviderShutdown: InterfaceId<IMAPIProviderShutdown> = interfaceId(oleGuid(0x00020398));
/** Stream over one property (objidl.h). */
export const IID_IStream: InterfaceId<IStream> = interfaceId(oleGuid(0x0000000c));
