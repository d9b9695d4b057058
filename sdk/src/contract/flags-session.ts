// The interface version between MAPI and its providers

/** Major version 1, minor 0, update 16: the only version in use. */
export const CURRENT_SPI_VERSION: number = 0x00010010;

// MAPIInitialize

/** Deliver notifications on a thread of MAPI's own. */
export const MAPI_MULTITHREAD_NOTIFICATIONS: number = 0x1;
/** Leave initializing COM to the caller. */
export const MAPI_NO_COINIT: number = 0x8;
/** The caller is a Windows service; also for MAPILogonEx and the providers' entry points. */
export const MAPI_NT_SERVICE: number = 0x10000;

// MAPILogonEx

/** A dialog may be shown. */
export const MAPI_LOGON_UI: number = 0x1;
/** Do not join the shared session. */
export const MAPI_NEW_SESSION: number = 0x2;
/** The profile belongs to the application, not to the user. */
export const MAPI_APP_PROFILE: number = 0x4;
/** Others may join this session. */
export const MAPI_ALLOW_OTHERS: number = 0x8;
/** Do not fall back on the default profile. */
export const MAPI_EXPLICIT_PROFILE: number = 0x10;
/** Return a session object, not a handle of Simple MAPI. */
export const MAPI_EXTENDED: number = 0x20;
/** Take the default profile. */
export const MAPI_USE_DEFAULT: number = 0x40;
/** Fetch all mail before the call returns. */
export const MAPI_FORCE_DOWNLOAD: number = 0x1000;
/** Show every service's settings. */
export const MAPI_SERVICE_UI_ALWAYS: number = 0x2000;
/** The session neither sends nor receives. */
export const MAPI_NO_MAIL: number = 0x8000;
/** A dialog may be shown, for the password only. */
export const MAPI_PASSWORD_UI: number = 0x20000;
/** Do not wait long for another logon to finish. */
export const MAPI_TIMEOUT_SHORT: number = 0x100000;
/** The session works in the background. */
export const MAPI_BG_SESSION: number = 0x200000;

// IMAPISession::Logoff

/** End the session for all who share it. */
export const MAPI_LOGOFF_SHARED: number = 0x1;
/** A dialog may be shown. */
export const MAPI_LOGOFF_UI: number = 0x2;

// IMAPISession::SetDefaultStore: one of these values

/** Make it the default store. */
export const MAPI_DEFAULT_STORE: number = 0x1;
/** Make it the store of Simple MAPI for this session. */
export const MAPI_SIMPLE_STORE_TEMPORARY: number = 0x2;
/** Make it the store of Simple MAPI from now on. */
export const MAPI_SIMPLE_STORE_PERMANENT: number = 0x3;
/** Make it the first choice for the default store. */
export const MAPI_PRIMARY_STORE: number = 0x4;
/** Make it the second choice for the default store. */
export const MAPI_SECONDARY_STORE: number = 0x5;

// IMAPISession::OpenMsgStore and IMSProvider::Logon, which also take MAPI_DEFERRED_ERRORS and MAPI_BEST_ACCESS

/** No dialog may be shown. */
export const MDB_NO_DIALOG: number = 0x1;
/** Open the store for writing. */
export const MDB_WRITE: number = 0x4;
/** Keep the store out of the profile. */
export const MDB_TEMPORARY: number = 0x20;
/** The store is not for sending and receiving. */
export const MDB_NO_MAIL: number = 0x80;
/** Go to the server, past any local copy. */
export const MDB_ONLINE: number = 0x100;

// IMAPISession::OpenAddressBook and IABProvider::Logon

/** No dialog may be shown. */
export const AB_NO_DIALOG: number = 0x1;

// MSGSERVICEENTRY, its context

/** The service has been installed. */
export const MSG_SERVICE_INSTALL: number = 0x1;
/** The service is being added to a profile. */
export const MSG_SERVICE_CREATE: number = 0x2;
/** The service's settings are to be changed. */
export const MSG_SERVICE_CONFIGURE: number = 0x3;
/** The service is being taken out of a profile. */
export const MSG_SERVICE_DELETE: number = 0x4;
/** The service is about to be uninstalled. */
export const MSG_SERVICE_UNINSTALL: number = 0x5;
/** A provider is being added to the service. */
export const MSG_SERVICE_PROVIDER_CREATE: number = 0x6;
/** A provider is being taken out of the service. */
export const MSG_SERVICE_PROVIDER_DELETE: number = 0x7;

// MSGSERVICEENTRY, its flags

/** Show the settings in any case. */
export const SERVICE_UI_ALWAYS: number = 0x2;
/** Show the settings of the current provider first. */
export const UI_CURRENT_PROVIDER_FIRST: number = 0x4;
/** The user may look at the settings only. */
export const MSG_SERVICE_UI_READ_ONLY: number = 0x8;
/** Show the settings when they are needed. */
export const SERVICE_UI_ALLOWED: number = 0x10;
/** The provider has just failed to log on for want of settings. */
export const SERVICE_LOGON_FAILED: number = 0x20;

// PR_RESOURCE_FLAGS of a service

/** The service has a store that can be the default one. */
export const SERVICE_DEFAULT_STORE: number = 0x1;
/** The service may be in a profile once only. */
export const SERVICE_SINGLE_COPY: number = 0x2;
/** The service is added when its store is. */
export const SERVICE_CREATE_WITH_STORE: number = 0x4;
/** The service provides the primary identity. */
export const SERVICE_PRIMARY_IDENTITY: number = 0x8;
/** The service cannot provide the primary identity. */
export const SERVICE_NO_PRIMARY_IDENTITY: number = 0x20;
