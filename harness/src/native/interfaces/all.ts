import { IAB_CONTAINER, IAB_LOGON, IAB_PROVIDER, IADDR_BOOK, IDIST_LIST } from './address-book.js';
import { IMAPI_CONTAINER, IMAPI_FOLDER, IMAPI_TABLE, IMSG_STORE, ISTREAM } from './containers.js';
import { IMAPI_ADVISE_SINK, IMAPI_PROVIDER_SHUTDOWN, IUNKNOWN } from './iunknown.js';
import type { Interface } from './parameters.js';
import { IATTACH, IMAIL_USER, IMAPI_PROP, IMAPI_STATUS, IMESSAGE, IPROF_SECT } from './properties.js';
import { IPROVIDER_ADMIN } from './provider-admin.js';
import { IMS_LOGON, IMS_PROVIDER } from './store-provider.js';
import { IMAPI_PROGRESS, IMAPI_SUPPORT } from './support.js';
import { IXP_LOGON, IXP_PROVIDER } from './transport-provider.js';

/** Every interface that either side may give the other. */
export const INTERFACES: readonly Interface[] = [
  IUNKNOWN,
  IMAPI_PROVIDER_SHUTDOWN,
  IMAPI_ADVISE_SINK,
  IMAPI_PROP,
  IPROF_SECT,
  IMAIL_USER,
  IATTACH,
  IMAPI_STATUS,
  IMESSAGE,
  IMAPI_CONTAINER,
  IMAPI_FOLDER,
  IMSG_STORE,
  IMAPI_TABLE,
  ISTREAM,
  IMS_PROVIDER,
  IMS_LOGON,
  IXP_PROVIDER,
  IXP_LOGON,
  IAB_PROVIDER,
  IAB_LOGON,
  IAB_CONTAINER,
  IDIST_LIST,
  IADDR_BOOK,
  IMAPI_SUPPORT,
  IMAPI_PROGRESS,
  IPROVIDER_ADMIN,
];

/** Those that the library is given objects of: each of their slots is a function that C can call. */
export const GIVEN: readonly Interface[] = [
  IUNKNOWN,
  IMAPI_SUPPORT,
  IPROF_SECT,
  IMAPI_PROP,
  IMAIL_USER,
  IATTACH,
  IMAPI_STATUS,
  IMAPI_ADVISE_SINK,
  IMAPI_PROGRESS,
  IMESSAGE,
  IMAPI_FOLDER,
  IMAPI_CONTAINER,
  IMSG_STORE,
  IMAPI_TABLE,
  ISTREAM,
  IADDR_BOOK,
  IAB_CONTAINER,
  IDIST_LIST,
  IPROVIDER_ADMIN,
];
