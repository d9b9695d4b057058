/**
 * Which of Microsoft's spoolers is played.
 *
 * `documented`: that of the reference, which waits for deferred messages. `outlook-2002`: that of Outlook 2002 and later, as
 * far as KB 304116 and 916874 describe it. The two differ to transports alone:
 * - EndMessage changes nothing, END_DONT_RESEND included: whoever has no PR_RESPONSIBILITY when it returns is reported as
 *   undeliverable, unless another transport takes over, and the message leaves the queue;
 * - SpoolerNotify changes nothing with NOTIFY_SENTDEFERRED or NOTIFY_NEWMAIL: no message is offered with BEGIN_DEFERRED, and
 *   mail is fetched from those that are polled, or flushed;
 * - a transport that answers MAPI_E_WAIT or MAPI_E_NETWORK_ERROR is asked about that message again, but about no other one
 *   until it logs on anew.
 *
 * @see https://support.microsoft.com/kb/304116
 * @see https://support.microsoft.com/kb/916874
 */
export type SpoolerModel = 'documented' | 'outlook-2002';
