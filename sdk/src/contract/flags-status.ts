// IMAPIStatus::FlushQueues

/** Send what waits to be sent. */
export const FLUSH_UPLOAD: number = 0x2;
/** Fetch what waits to be fetched. */
export const FLUSH_DOWNLOAD: number = 0x4;
/** Do it although it may take long. */
export const FLUSH_FORCE: number = 0x8;
/** No dialog may be shown. */
export const FLUSH_NO_UI: number = 0x10;
/** The work may go on after the call. */
export const FLUSH_ASYNC_OK: number = 0x20;

// IMAPIStatus::ValidateState

/** No dialog may be shown. */
export const SUPPRESS_UI: number = 0x1;
/** Fetch the message headers anew. */
export const REFRESH_XP_HEADER_CACHE: number = 0x10000;
/** Carry out what is marked on the message headers. */
export const PROCESS_XP_HEADER_CACHE: number = 0x20000;
/** Connect. */
export const FORCE_XP_CONNECT: number = 0x40000;
/** Disconnect. */
export const FORCE_XP_DISCONNECT: number = 0x80000;
/** The settings have changed. */
export const CONFIG_CHANGED: number = 0x100000;
/** Break off the work on message headers. */
export const ABORT_XP_HEADER_OPERATION: number = 0x200000;
/** Show the transport's window. */
export const SHOW_XP_SESSION_UI: number = 0x400000;

// IMAPISupport::ModifyStatusRow

/** Change the row that exists. */
export const STATUSROW_UPDATE: number = 0x10000000;

// PR_RESOURCE_TYPE

/** A message store. */
export const MAPI_STORE_PROVIDER: number = 33;
/** The address book. */
export const MAPI_AB: number = 34;
/** An address-book provider. */
export const MAPI_AB_PROVIDER: number = 35;
/** A transport. */
export const MAPI_TRANSPORT_PROVIDER: number = 36;
/** The spooler. */
export const MAPI_SPOOLER: number = 37;
/** The keeper of the profile. */
export const MAPI_PROFILE_PROVIDER: number = 38;
/** MAPI itself. */
export const MAPI_SUBSYSTEM: number = 39;
/** A hook of the spooler. */
export const MAPI_HOOK_PROVIDER: number = 40;

// PR_STATUS_CODE

/** The resource can be used. */
export const STATUS_AVAILABLE: number = 0x1;
/** The resource works without its server. */
export const STATUS_OFFLINE: number = 0x2;
/** The resource has a problem. */
export const STATUS_FAILURE: number = 0x4;
/** The transport may receive. */
export const STATUS_INBOUND_ENABLED: number = 0x10000;
/** The transport is receiving. */
export const STATUS_INBOUND_ACTIVE: number = 0x20000;
/** The transport is receiving all that there is. */
export const STATUS_INBOUND_FLUSH: number = 0x40000;
/** The transport may send. */
export const STATUS_OUTBOUND_ENABLED: number = 0x100000;
/** The transport is sending. */
export const STATUS_OUTBOUND_ACTIVE: number = 0x200000;
/** The transport is sending all that there is. */
export const STATUS_OUTBOUND_FLUSH: number = 0x400000;
/** The transport serves remote access. */
export const STATUS_REMOTE_ACCESS: number = 0x800000;

// PR_RESOURCE_METHODS

/** ValidateState works. */
export const STATUS_VALIDATE_STATE: number = 0x1;
/** SettingsDialog works. */
export const STATUS_SETTINGS_DIALOG: number = 0x2;
/** ChangePassword works. */
export const STATUS_CHANGE_PASSWORD: number = 0x4;
/** FlushQueues works. */
export const STATUS_FLUSH_QUEUES: number = 0x8;

// PR_RESOURCE_FLAGS of a provider

/** It provides the identity for sending. */
export const STATUS_DEFAULT_OUTBOUND: number = 0x1;
/** It is the default store. */
export const STATUS_DEFAULT_STORE: number = 0x2;
/** It provides the primary identity. */
export const STATUS_PRIMARY_IDENTITY: number = 0x4;
/** It is the store of Simple MAPI. */
export const STATUS_SIMPLE_STORE: number = 0x8;
/** It is the last transport to be offered a message. */
export const STATUS_XP_PREFER_LAST: number = 0x10;
/** It cannot provide the primary identity. */
export const STATUS_NO_PRIMARY_IDENTITY: number = 0x20;
/** It cannot be the default store. */
export const STATUS_NO_DEFAULT_STORE: number = 0x40;
/** Its profile section lasts for this session only. */
export const STATUS_TEMP_SECTION: number = 0x80;
/** It is a transport with a store of its own. */
export const STATUS_OWN_STORE: number = 0x100;
/** It is a hook for incoming messages. */
export const HOOK_INBOUND: number = 0x200;
/** It is a hook for outgoing messages. */
export const HOOK_OUTBOUND: number = 0x400;
/** It is a store that needs the folders users see. */
export const STATUS_NEED_IPM_TREE: number = 0x800;
/** It is the first choice for the default store. */
export const STATUS_PRIMARY_STORE: number = 0x1000;
/** It is the second choice for the default store. */
export const STATUS_SECONDARY_STORE: number = 0x2000;
