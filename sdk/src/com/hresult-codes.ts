import { type HRESULT, hresult } from './hresult.js';

/** Everything went well, with nothing to add. */
export const S_OK: HRESULT = hresult(0x00000000);
/** The call succeeded and its answer is "no". */
export const S_FALSE: HRESULT = hresult(0x00000001);
/** The method exists but does nothing. */
export const E_NOTIMPL: HRESULT = hresult(0x80004001);
/** The object does not have the interface that was asked for. */
export const E_NOINTERFACE: HRESULT = hresult(0x80004002);
/** MAPI's name for E_NOINTERFACE. */
export const MAPI_E_INTERFACE_NOT_SUPPORTED: HRESULT = E_NOINTERFACE;
/** A pointer argument cannot be used. */
export const E_POINTER: HRESULT = hresult(0x80004003);
/** The operation was broken off. */
export const E_ABORT: HRESULT = hresult(0x80004004);
/** The call failed for a reason that no other code describes. */
export const E_FAIL: HRESULT = hresult(0x80004005);
/** MAPI's name for E_FAIL. */
export const MAPI_E_CALL_FAILED: HRESULT = E_FAIL;
/** The object is in a state in which this call makes no sense. */
export const E_UNEXPECTED: HRESULT = hresult(0x8000ffff);
/** The caller lacks the permission, or somebody else is writing. */
export const E_ACCESSDENIED: HRESULT = hresult(0x80070005);
/** MAPI's name for E_ACCESSDENIED. */
export const MAPI_E_NO_ACCESS: HRESULT = E_ACCESSDENIED;
/** Memory ran out, or GetProps left out a value that is too big for it. */
export const E_OUTOFMEMORY: HRESULT = hresult(0x8007000e);
/** MAPI's name for E_OUTOFMEMORY. */
export const MAPI_E_NOT_ENOUGH_MEMORY: HRESULT = E_OUTOFMEMORY;
/** An argument is wrong, or two flags contradict each other. */
export const E_INVALIDARG: HRESULT = hresult(0x80070057);
/** MAPI's name for E_INVALIDARG. */
export const MAPI_E_INVALID_PARAMETER: HRESULT = E_INVALIDARG;
/** This thread has not initialized COM. */
export const CO_E_NOTINITIALIZED: HRESULT = hresult(0x800401f0);
/** The called side raised an exception. */
export const RPC_E_SERVERFAULT: HRESULT = hresult(0x80010105);
/** The object has been cut off from its clients. */
export const RPC_E_DISCONNECTED: HRESULT = hresult(0x80010108);
/** The object belongs to another thread. */
export const RPC_E_WRONG_THREAD: HRESULT = hresult(0x8001010e);
/** The feature is not offered; a provider that refuses fast shutdown answers with this. */
export const MAPI_E_NO_SUPPORT: HRESULT = hresult(0x80040102);
/** Strings are not available in the width that was asked for. */
export const MAPI_E_BAD_CHARWIDTH: HRESULT = hresult(0x80040103);
/** A string exceeds its limit. */
export const MAPI_E_STRING_TOO_LONG: HRESULT = hresult(0x80040105);
/** A flag is reserved or not understood. */
export const MAPI_E_UNKNOWN_FLAGS: HRESULT = hresult(0x80040106);
/** The bytes are not an entry id. */
export const MAPI_E_INVALID_ENTRYID: HRESULT = hresult(0x80040107);
/** The object, or the one it came from, is no longer valid. */
export const MAPI_E_INVALID_OBJECT: HRESULT = hresult(0x80040108);
/** Another writer saved the object first. */
export const MAPI_E_OBJECT_CHANGED: HRESULT = hresult(0x80040109);
/** The object was deleted after it was opened. */
export const MAPI_E_OBJECT_DELETED: HRESULT = hresult(0x8004010a);
/** Another operation is running; try again later. */
export const MAPI_E_BUSY: HRESULT = hresult(0x8004010b);
/** The disk is full. */
export const MAPI_E_NOT_ENOUGH_DISK: HRESULT = hresult(0x8004010d);
/** The system has run out of some resource. */
export const MAPI_E_NOT_ENOUGH_RESOURCES: HRESULT = hresult(0x8004010e);
/** There is no such object, property or profile section. */
export const MAPI_E_NOT_FOUND: HRESULT = hresult(0x8004010f);
/** The two sides have no interface version in common. */
export const MAPI_E_VERSION: HRESULT = hresult(0x80040110);
/** Logging on is impossible. */
export const MAPI_E_LOGON_FAILED: HRESULT = hresult(0x80040111);
/** There are too many sessions already. */
export const MAPI_E_SESSION_LIMIT: HRESULT = hresult(0x80040112);
/** The user called the operation off. */
export const MAPI_E_USER_CANCEL: HRESULT = hresult(0x80040113);
/** It is too late to break the operation off. */
export const MAPI_E_UNABLE_TO_ABORT: HRESULT = hresult(0x80040114);
/** The network failed. */
export const MAPI_E_NETWORK_ERROR: HRESULT = hresult(0x80040115);
/** The disk failed. */
export const MAPI_E_DISK_ERROR: HRESULT = hresult(0x80040116);
/** The request is more than the implementation can do. */
export const MAPI_E_TOO_COMPLEX: HRESULT = hresult(0x80040117);
/** The table cannot use this column. */
export const MAPI_E_BAD_COLUMN: HRESULT = hresult(0x80040118);
/** GetLastError on the same object knows more. */
export const MAPI_E_EXTENDED_ERROR: HRESULT = hresult(0x80040119);
/** The provider computes this property, so it cannot be set. */
export const MAPI_E_COMPUTED: HRESULT = hresult(0x8004011a);
/** Stored data is damaged, or its fate is unknown. */
export const MAPI_E_CORRUPT_DATA: HRESULT = hresult(0x8004011b);
/** The profile lacks settings that the provider needs. */
export const MAPI_E_UNCONFIGURED: HRESULT = hresult(0x8004011c);
/** This provider cannot log on, though others of its service may. */
export const MAPI_E_FAILONEPROVIDER: HRESULT = hresult(0x8004011d);
/** The server does not have the client's code page. */
export const MAPI_E_UNKNOWN_CPID: HRESULT = hresult(0x8004011e);
/** The server does not have the client's locale. */
export const MAPI_E_UNKNOWN_LCID: HRESULT = hresult(0x8004011f);
/** The user must change the password before logging on. */
export const MAPI_E_PASSWORD_CHANGE_REQUIRED: HRESULT = hresult(0x80040120);
/** The password is no longer valid. */
export const MAPI_E_PASSWORD_EXPIRED: HRESULT = hresult(0x80040121);
/** The account may not log on from this machine. */
export const MAPI_E_INVALID_WORKSTATION_ACCOUNT: HRESULT = hresult(0x80040122);
/** The account may not log on at this hour. */
export const MAPI_E_INVALID_ACCESS_TIME: HRESULT = hresult(0x80040123);
/** The account has been switched off. */
export const MAPI_E_ACCOUNT_DISABLED: HRESULT = hresult(0x80040124);
/** The connection was made anew; repeat the call. (Documented, though missing from MAPICode.h.) */
export const MAPI_E_RECONNECTED: HRESULT = hresult(0x80040125);
/** The connection or session has ended. */
export const MAPI_E_END_OF_SESSION: HRESULT = hresult(0x80040200);
/** No provider recognizes the entry id. */
export const MAPI_E_UNKNOWN_ENTRYID: HRESULT = hresult(0x80040201);
/** A row lacks a column that it must have. */
export const MAPI_E_MISSING_REQUIRED_COLUMN: HRESULT = hresult(0x80040202);
/** Done, though nobody in the session provides the primary identity. */
export const MAPI_W_NO_SERVICE: HRESULT = hresult(0x00040203);
/** The property cannot take this value. */
export const MAPI_E_BAD_VALUE: HRESULT = hresult(0x80040301);
/** There is no such property type. */
export const MAPI_E_INVALID_TYPE: HRESULT = hresult(0x80040302);
/** The provider does not handle this property type. */
export const MAPI_E_TYPE_NO_SUPPORT: HRESULT = hresult(0x80040303);
/** The property has another type than expected. */
export const MAPI_E_UNEXPECTED_TYPE: HRESULT = hresult(0x80040304);
/** The property is too large to be handled this way. */
export const MAPI_E_TOO_BIG: HRESULT = hresult(0x80040305);
/** The provider leaves the copying to the caller. */
export const MAPI_E_DECLINE_COPY: HRESULT = hresult(0x80040306);
/** A property id was not expected here. */
export const MAPI_E_UNEXPECTED_ID: HRESULT = hresult(0x80040307);
/** Done, except for single properties that report an error of their own. */
export const MAPI_W_ERRORS_RETURNED: HRESULT = hresult(0x00040380);
/** The operation could not be brought to its end. */
export const MAPI_E_UNABLE_TO_COMPLETE: HRESULT = hresult(0x80040400);
/** The operation took too long. */
export const MAPI_E_TIMEOUT: HRESULT = hresult(0x80040401);
/** The table contains nothing. */
export const MAPI_E_TABLE_EMPTY: HRESULT = hresult(0x80040402);
/** The table has more rows than the operation can take. */
export const MAPI_E_TABLE_TOO_BIG: HRESULT = hresult(0x80040403);
/** The bookmark does not mark any row. */
export const MAPI_E_INVALID_BOOKMARK: HRESULT = hresult(0x80040405);
/** Done, though the marked row has moved. */
export const MAPI_W_POSITION_CHANGED: HRESULT = hresult(0x00040481);
/** Done, though the count is only roughly right. */
export const MAPI_W_APPROX_COUNT: HRESULT = hresult(0x00040482);
/** The transport cannot send now and says when to try again. */
export const MAPI_E_WAIT: HRESULT = hresult(0x80040500);
/** Sending the deferred message is no longer wanted. */
export const MAPI_E_CANCEL: HRESULT = hresult(0x80040501);
/** The transport leaves this message to another one. */
export const MAPI_E_NOT_ME: HRESULT = hresult(0x80040502);
/** The message now being delivered is to be dropped. */
export const MAPI_W_CANCEL_MESSAGE: HRESULT = hresult(0x00040580);
/** The store is damaged. */
export const MAPI_E_CORRUPT_STORE: HRESULT = hresult(0x80040600);
/** The message has already left the outgoing queue. */
export const MAPI_E_NOT_IN_QUEUE: HRESULT = hresult(0x80040601);
/** The store cannot hold back read receipts. */
export const MAPI_E_NO_SUPPRESS: HRESULT = hresult(0x80040602);
/** Another object has that name or key. */
export const MAPI_E_COLLISION: HRESULT = hresult(0x80040604);
/** MAPI has not been initialized. */
export const MAPI_E_NOT_INITIALIZED: HRESULT = hresult(0x80040605);
/** A leftover of the NON_STANDARD flag of PrepareSubmit. */
export const MAPI_E_NON_STANDARD: HRESULT = hresult(0x80040606);
/** The message to send has nobody to go to. */
export const MAPI_E_NO_RECIPIENTS: HRESULT = hresult(0x80040607);
/** The message waits to be sent, so it cannot be changed. */
export const MAPI_E_SUBMITTED: HRESULT = hresult(0x80040608);
/** The folder to delete still contains folders. */
export const MAPI_E_HAS_FOLDERS: HRESULT = hresult(0x80040609);
/** The folder to delete still contains messages. */
export const MAPI_E_HAS_MESSAGES: HRESULT = hresult(0x8004060a);
/** The folder would end up inside itself. */
export const MAPI_E_FOLDER_CYCLE: HRESULT = hresult(0x8004060b);
/** Done for some of the items. */
export const MAPI_W_PARTIAL_COMPLETION: HRESULT = hresult(0x00040680);
/** The name fits more than one recipient. */
export const MAPI_E_AMBIGUOUS_RECIP: HRESULT = hresult(0x80040700);
