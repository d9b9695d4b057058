// IXPProvider::TransportLogon, what MAPI asks

/** No dialog may be shown. */
export const LOGON_NO_DIALOG: number = 0x1;
/** Do not connect to the messaging system. */
export const LOGON_NO_CONNECT: number = 0x4;
/** The session does not receive. */
export const LOGON_NO_INBOUND: number = 0x8;
/** The session does not send. */
export const LOGON_NO_OUTBOUND: number = 0x10;

// IXPProvider::TransportLogon, what the transport answers

/** The transport wants Idle to be called. */
export const LOGON_SP_IDLE: number = 0x10000;
/** The transport wants Poll to be called. */
export const LOGON_SP_POLL: number = 0x20000;
/** The transport wants recipients resolved in full. */
export const LOGON_SP_RESOLVE: number = 0x40000;

// Credentials; old names

/** The credentials come from the transport. */
export const LOGON_SP_TRANSPORT: number = 0x1;
/** The user is asked for the credentials. */
export const LOGON_SP_PROMPT: number = 0x2;
/** The password has been changed. */
export const LOGON_SP_NEWPW: number = 0x4;
/** The credentials have been changed. */
export const LOGON_CHANGED: number = 0x8;

// IMsgStore::StoreLogoff and IMAPISupport::StoreLogoffTransports, what the client asks: one of these

/** Do not wait for the transports. */
export const LOGOFF_NO_WAIT: number = 0x1;
/** Let the transports finish what they are working on. */
export const LOGOFF_ORDERLY: number = 0x2;
/** Let the transports also send all that waits to be sent. */
export const LOGOFF_PURGE: number = 0x4;
/** Stop the transports at once. */
export const LOGOFF_ABORT: number = 0x8;
/** Stop if nothing is going on, without starting anything new. */
export const LOGOFF_QUIET: number = 0x10;

// IMsgStore::StoreLogoff and IMAPISupport::StoreLogoffTransports, what the client learns

/** The store is free. */
export const LOGOFF_COMPLETE: number = 0x10000;
/** A message is coming in. */
export const LOGOFF_INBOUND: number = 0x20000;
/** A message is going out. */
export const LOGOFF_OUTBOUND: number = 0x40000;
/** Messages wait to be sent. */
export const LOGOFF_OUTBOUND_QUEUE: number = 0x80000;

// IXPLogon::TransportLogoff; in the header but not in the documentation

/** Log off in order. */
export const LOGOFF_NORMAL: number = 0x1;
/** Log off as fast as possible. */
export const LOGOFF_HURRY: number = 0x80000000;

// DeinitTransport; old names

/** End in order. */
export const DEINIT_NORMAL: number = 0x1;
/** End as fast as possible. */
export const DEINIT_HURRY: number = 0x80000000;

// IXPLogon::SubmitMessage

/** The message was put off before and is offered again. */
export const BEGIN_DEFERRED: number = 0x1;

// IXPLogon::EndMessage, what the transport answers; 0 when the message has been sent

/** Offer the message again at once. */
export const END_RESEND_NOW: number = 0x10000;
/** Offer the message again later. */
export const END_RESEND_LATER: number = 0x20000;
/** Keep the message until the transport asks for it. */
export const END_DONT_RESEND: number = 0x40000;

// IXPLogon::TransportNotify

/** Receiving may begin. */
export const NOTIFY_BEGIN_INBOUND: number = 0x1;
/** Sending may begin. */
export const NOTIFY_BEGIN_OUTBOUND: number = 0x2;
/** Receive all that there is, as fast as possible. */
export const NOTIFY_BEGIN_INBOUND_FLUSH: number = 0x4;
/** Send all that there is, as fast as possible. */
export const NOTIFY_BEGIN_OUTBOUND_FLUSH: number = 0x8;
/** Receiving must stop. */
export const NOTIFY_END_INBOUND: number = 0x10000;
/** Sending must stop. */
export const NOTIFY_END_OUTBOUND: number = 0x20000;
/** Receiving goes back to its usual pace. */
export const NOTIFY_END_INBOUND_FLUSH: number = 0x40000;
/** Sending goes back to its usual pace. */
export const NOTIFY_END_OUTBOUND_FLUSH: number = 0x80000;
/** A message that was put off is no longer to be sent. */
export const NOTIFY_ABORT_DEFERRED: number = 0x40000000;
/** Stop working on a message. */
export const NOTIFY_CANCEL_MESSAGE: number = 0x80000000;

// IMAPISupport::SpoolerNotify

/** A message can be fetched. */
export const NOTIFY_NEWMAIL: number = 0x1;
/** The transport can take messages. */
export const NOTIFY_READYTOSEND: number = 0x2;
/** A message that was put off has been sent. */
export const NOTIFY_SENTDEFERRED: number = 0x4;
/** The transport must not be disturbed. */
export const NOTIFY_CRITSEC: number = 0x1000;
/** The transport may be disturbed again. */
export const NOTIFY_NONCRIT: number = 0x2000;
/** The transport's settings have changed. */
export const NOTIFY_CONFIG_CHANGE: number = 0x4000;
/** The transport cannot go on. */
export const NOTIFY_CRITICAL_ERROR: number = 0x10000000;
/** A message has been put into the store. */
export const NOTIFY_NEWMAIL_RECEIVED: number = 0x20000000;

// IMAPISupport::ExpandRecips and PrepareSubmit

/** The message has to be preprocessed. */
export const NEEDS_PREPROCESSING: number = 0x1;
/** The spooler has to send the message. */
export const NEEDS_SPOOLER: number = 0x2;
/** See whether the sender has been set. */
export const CHECK_SENDER: number = 0x1;
/** A leftover without a use. */
export const NON_STANDARD: number = 0x10000;
