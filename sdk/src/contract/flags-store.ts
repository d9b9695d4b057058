// PR_MESSAGE_FLAGS

/** Somebody has read the message. */
export const MSGFLAG_READ: number = 0x1;
/** The message is as it was delivered. */
export const MSGFLAG_UNMODIFIED: number = 0x2;
/** The message has been submitted. */
export const MSGFLAG_SUBMIT: number = 0x4;
/** The message is a draft. */
export const MSGFLAG_UNSENT: number = 0x8;
/** The message has attachments. */
export const MSGFLAG_HASATTACH: number = 0x10;
/** The user sent the message to himself. */
export const MSGFLAG_FROMME: number = 0x20;
/** The message is hidden. */
export const MSGFLAG_ASSOCIATED: number = 0x40;
/** The message is to be sent once more. */
export const MSGFLAG_RESEND: number = 0x80;
/** A read receipt is still owed. */
export const MSGFLAG_RN_PENDING: number = 0x100;
/** A non-read receipt is still owed. */
export const MSGFLAG_NRN_PENDING: number = 0x200;

// PR_MSG_STATUS

/** The message is highlighted. */
export const MSGSTATUS_HIGHLIGHTED: number = 0x1;
/** The message is tagged. */
export const MSGSTATUS_TAGGED: number = 0x2;
/** The message is not shown. */
export const MSGSTATUS_HIDDEN: number = 0x4;
/** The message is marked for deletion. */
export const MSGSTATUS_DELMARKED: number = 0x8;
/** The message is to be fetched from the server. */
export const MSGSTATUS_REMOTE_DOWNLOAD: number = 0x1000;
/** The message is to be deleted on the server. */
export const MSGSTATUS_REMOTE_DELETE: number = 0x2000;

// PR_IMPORTANCE

/** Of little importance. */
export const IMPORTANCE_LOW: number = 0;
/** Of usual importance. */
export const IMPORTANCE_NORMAL: number = 1;
/** Of great importance. */
export const IMPORTANCE_HIGH: number = 2;

// PR_PRIORITY

/** Delivery may take its time. */
export const PRIO_NONURGENT: number = -1;
/** Delivery as usual. */
export const PRIO_NORMAL: number = 0;
/** Delivery before others. */
export const PRIO_URGENT: number = 1;

// PR_SENSITIVITY

/** For anyone. */
export const SENSITIVITY_NONE: number = 0;
/** Personal. */
export const SENSITIVITY_PERSONAL: number = 1;
/** Private. */
export const SENSITIVITY_PRIVATE: number = 2;
/** For the company only. */
export const SENSITIVITY_COMPANY_CONFIDENTIAL: number = 3;

// PR_SUBMIT_FLAGS

/** The spooler is working on the message. */
export const SUBMITFLAG_LOCKED: number = 0x1;
/** The message has to be preprocessed. */
export const SUBMITFLAG_PREPROCESS: number = 0x2;

// PR_RECIPIENT_TYPE

/** The sender. */
export const MAPI_ORIG: number = 0;
/** A primary recipient. */
export const MAPI_TO: number = 1;
/** A recipient of a copy. */
export const MAPI_CC: number = 2;
/** A recipient of a copy whom the others do not see. */
export const MAPI_BCC: number = 3;
/** The message is sent again to this recipient. */
export const MAPI_P1: number = 0x10000000;
/** This recipient already had the message when it was sent again. */
export const MAPI_SUBMITTED: number = 0x80000000;

// PR_DISPLAY_TYPE

/** A person. */
export const DT_MAILUSER: number = 0;
/** A distribution list. */
export const DT_DISTLIST: number = 1;
/** A bulletin board or public folder. */
export const DT_FORUM: number = 2;
/** A program. */
export const DT_AGENT: number = 3;
/** A distribution list of a whole organization. */
export const DT_ORGANIZATION: number = 4;
/** The user's own distribution list. */
export const DT_PRIVATE_DISTLIST: number = 5;
/** A person in another messaging system. */
export const DT_REMOTE_MAILUSER: number = 6;

// PR_ATTACH_METHOD

/** The attachment has just been made and has no content. */
export const NO_ATTACHMENT: number = 0;
/** The content is in PR_ATTACH_DATA_BIN. */
export const ATTACH_BY_VALUE: number = 1;
/** The content is in a file that the recipients can reach. */
export const ATTACH_BY_REFERENCE: number = 2;
/** The content is in a file, which is put into the message when it is sent. */
export const ATTACH_BY_REF_RESOLVE: number = 3;
/** The content is in a file and stays there. */
export const ATTACH_BY_REF_ONLY: number = 4;
/** The content is a message. */
export const ATTACH_EMBEDDED_MSG: number = 5;
/** The content is an OLE object. */
export const ATTACH_OLE: number = 6;

// IMessage::ModifyRecipients; 0 replaces the whole list

/** Add these recipients. */
export const MODRECIP_ADD: number = 0x2;
/** Replace the recipients with these row numbers. */
export const MODRECIP_MODIFY: number = 0x4;
/** Remove the recipients with these row numbers. */
export const MODRECIP_REMOVE: number = 0x8;

// IMessage::SubmitMessage

/** Submit although the message was submitted before. */
export const FORCE_SUBMIT: number = 0x1;

// IMessage::SetReadFlag and IMAPIFolder::SetReadFlags

/** Set the mark without sending a receipt. */
export const SUPPRESS_RECEIPT: number = 0x1;
/** Mark as not read. */
export const CLEAR_READ_FLAG: number = 0x4;
/** Send the receipt without setting the mark. */
export const GENERATE_RECEIPT_ONLY: number = 0x10;
/** Forget the read receipt that is owed. */
export const CLEAR_RN_PENDING: number = 0x20;
/** Forget the non-read receipt that is owed. */
export const CLEAR_NRN_PENDING: number = 0x40;

// PR_FOLDER_TYPE

/** The root of a hierarchy. */
export const FOLDER_ROOT: number = 0;
/** A folder that holds messages and folders. */
export const FOLDER_GENERIC: number = 1;
/** The results of a search. */
export const FOLDER_SEARCH: number = 2;

// IMAPIFolder and IMAPIContainer

/** CreateFolder: a folder of that name is opened instead. */
export const OPEN_IF_EXISTS: number = 0x1;
/** CopyMessages: remove the messages from the source. */
export const MESSAGE_MOVE: number = 0x1;
/** CopyMessages: show how far the work has come. */
export const MESSAGE_DIALOG: number = 0x2;
/** CopyFolder: remove the folder from the source. */
export const FOLDER_MOVE: number = 0x1;
/** CopyFolder: show how far the work has come. */
export const FOLDER_DIALOG: number = 0x2;
/** CopyFolder: take the folders within along. */
export const COPY_SUBFOLDERS: number = 0x10;
/** DeleteFolder: delete the messages within. */
export const DEL_MESSAGES: number = 0x1;
/** DeleteFolder: delete the folders within. */
export const DEL_FOLDERS: number = 0x4;
/** EmptyFolder: delete the hidden messages too. */
export const DEL_ASSOCIATED: number = 0x8;
/** Delete beyond recovery. */
export const DELETE_HARD_DELETE: number = 0x10;
/** Hidden messages are meant, not the others. */
export const MAPI_ASSOCIATED: number = 0x40;
/** GetHierarchyTable: list all levels that can be had easily. */
export const CONVENIENT_DEPTH: number = 0x1;

// PR_CONTAINER_FLAGS

/** The container holds recipients. */
export const AB_RECIPIENTS: number = 0x1;
/** The container holds containers. */
export const AB_SUBCONTAINERS: number = 0x2;
/** Entries can be added and removed. */
export const AB_MODIFIABLE: number = 0x4;
/** Entries cannot be added or removed. */
export const AB_UNMODIFIABLE: number = 0x8;

// PR_STORE_SUPPORT_MASK

/** Entry ids are unique beyond the store. */
export const STORE_ENTRYID_UNIQUE: number = 0x1;
/** Nothing can be written. */
export const STORE_READONLY: number = 0x2;
/** There are search folders. */
export const STORE_SEARCH_OK: number = 0x4;
/** Messages can be changed. */
export const STORE_MODIFY_OK: number = 0x8;
/** Messages can be made. */
export const STORE_CREATE_OK: number = 0x10;
/** Messages can have attachments. */
export const STORE_ATTACH_OK: number = 0x20;
/** OLE objects can be opened. */
export const STORE_OLE_OK: number = 0x40;
/** Messages can be submitted. */
export const STORE_SUBMIT_OK: number = 0x80;
/** Notifications are sent. */
export const STORE_NOTIFY_OK: number = 0x100;
/** Multi-valued properties can be kept. */
export const STORE_MV_PROPS_OK: number = 0x200;
/** Tables can be put into categories. */
export const STORE_CATEGORIZE_OK: number = 0x400;
/** RTF texts are kept in step with plain ones. */
export const STORE_RTF_OK: number = 0x800;
/** Tables can be restricted. */
export const STORE_RESTRICTION_OK: number = 0x1000;
/** Tables can be sorted. */
export const STORE_SORT_OK: number = 0x2000;
/** The store contains public folders. */
export const STORE_PUBLIC_FOLDERS: number = 0x4000;
/** RTF texts can be kept uncompressed. */
export const STORE_UNCOMPRESSED_RTF: number = 0x8000;
/** Strings can be kept in Unicode. */
export const STORE_UNICODE_OK: number = 0x40000;

// PR_STORE_STATE

/** There are active searches. */
export const STORE_HAS_SEARCHES: number = 0x01000000;

// PR_VALID_FOLDER_MASK

/** PR_IPM_SUBTREE_ENTRYID opens a folder. */
export const FOLDER_IPM_SUBTREE_VALID: number = 0x1;
/** There is an inbox; GetReceiveFolder finds it. */
export const FOLDER_IPM_INBOX_VALID: number = 0x2;
/** PR_IPM_OUTBOX_ENTRYID opens a folder. */
export const FOLDER_IPM_OUTBOX_VALID: number = 0x4;
/** PR_IPM_WASTEBASKET_ENTRYID opens a folder. */
export const FOLDER_IPM_WASTEBASKET_VALID: number = 0x8;
/** PR_IPM_SENTMAIL_ENTRYID opens a folder. */
export const FOLDER_IPM_SENTMAIL_VALID: number = 0x10;
/** PR_VIEWS_ENTRYID opens a folder. */
export const FOLDER_VIEWS_VALID: number = 0x20;
/** PR_COMMON_VIEWS_ENTRYID opens a folder. */
export const FOLDER_COMMON_VIEWS_VALID: number = 0x40;
/** PR_FINDER_ENTRYID opens a folder. */
export const FOLDER_FINDER_VALID: number = 0x80;

// IMsgStore::SetLockState

/** The message is being sent. */
export const MSG_LOCKED: number = 0x1;
/** The message is not being sent. */
export const MSG_UNLOCKED: number = 0;

// IABContainer::ResolveNames

/** Nobody of that name has been found. */
export const MAPI_UNRESOLVED: number = 0;
/** Several have been found. */
export const MAPI_AMBIGUOUS: number = 1;
/** The recipient is complete. */
export const MAPI_RESOLVED: number = 2;

// IABContainer::CreateEntry, CopyEntries
/** IABContainer::CreateEntry and CopyEntries: refuse an entry with the name and the address of another one. */
export const CREATE_CHECK_DUP_STRICT: number = 0x1;
/** IABContainer::CreateEntry and CopyEntries: refuse an entry with the name of another one. */
export const CREATE_CHECK_DUP_LOOSE: number = 0x2;
/** IABContainer::CreateEntry and CopyEntries: replace the other one instead. */
export const CREATE_REPLACE: number = 0x4;

/** PR_NDR_REASON_CODE: the message could not be passed on. */
export const MAPI_REASON_TRANSFER_FAILED: number = 0;
