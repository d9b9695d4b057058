import type { Source } from './requirement.js';

/** The statements of Microsoft's documentation and the gaps in it that requirements rest on, in the project's words. */
const SOURCES = {
  'DOC-020': {
    text: "On the client's query MAPI asks each provider that has an active session and implements the interface.",
    page: 'fast-shutdown-overview',
  },
  'DOC-021': {
    text: 'Within a session MAPI asks and tells transports first, then address books, then stores.',
    page: 'fast-shutdown-overview',
  },
  'DOC-024': {
    text: 'Under option 1 the client gets S_OK as long as no provider has explicitly opted out.',
    page: 'fast-shutdown-user-options',
  },
  'DOC-025': {
    text: 'Under option 1 one provider whose query returns an error makes the answer MAPI_E_NO_SUPPORT.',
    page: 'fast-shutdown-user-options',
  },
  'DOC-026': {
    text: 'Under option 1 providers without the interface do not stand in the way of a fast shutdown.',
    page: 'fast-shutdown-user-options',
  },
  'DOC-030': {
    text: "Under option 3 no provider's QueryFastShutdown is called.",
    page: 'fast-shutdown-user-options',
  },
  'DOC-031': {
    text: "Under option 3 no provider's DoFastShutdown is called.",
    page: 'fast-shutdown-user-options',
  },
  'DOC-038': {
    text: 'Providers should implement IMAPIProviderShutdown and take the needed steps in time, so that no data is lost.',
    page: 'best-practices-for-fast-shutdown',
  },
  'DOC-040': {
    text: "A provider that supports the client's fast shutdown answers the query with S_OK.",
    page: 'imapiprovidershutdowniunknown',
  },
  'DOC-042': {
    text: 'Opting out is an error from the query; MAPI_E_NO_SUPPORT is the one that is named.',
    page: 'imapiprovidershutdown-queryfastshutdown',
  },
  'DOC-043': {
    text: 'A provider with no need for fast shutdown still implements the interface and answers MAPI_E_NO_SUPPORT.',
    page: 'imapiprovidershutdown-queryfastshutdown',
  },
  'DOC-046': {
    text: 'Leaving the interface out does not by itself stop a fast shutdown.',
    page: 'imapiprovidershutdown-queryfastshutdown',
  },
  'DOC-047': {
    text: 'In both NotifyProcessShutdown and DoFastShutdown a provider saves settings and data and gets ready for the end.',
    page: 'imapiprovidershutdowniunknown',
  },
  'DOC-048': {
    text: 'S_OK from NotifyProcessShutdown says that the provider is acting against the loss of data.',
    page: 'imapiprovidershutdown-notifyprocessshutdown',
  },
  'DOC-049': {
    text: 'DoFastShutdown is the signal to persist changes.',
    page: 'imapiprovidershutdown-dofastshutdown',
  },
  'DOC-050': {
    text: 'S_OK from DoFastShutdown says that the provider is ready for the client to exit at once.',
    page: 'imapiprovidershutdown-dofastshutdown',
  },
  'DOC-051': {
    text: 'At DoFastShutdown a provider checks that everything, saving of data and settings included, is complete.',
    page: 'fast-shutdown-overview',
  },
  'DOC-052': {
    text: 'Whatever saving into the primary data store does not need is put off.',
    page: 'best-practices-for-fast-shutdown',
  },
  'DOC-053': {
    text: 'A transport puts off checks for new mail that are not needed.',
    page: 'best-practices-for-fast-shutdown',
  },
  'DOC-054': {
    text: 'An address book puts off the download of recent changes from its server.',
    page: 'best-practices-for-fast-shutdown',
  },
  'DOC-055': {
    text: 'A store puts off maintenance such as compacting or indexing.',
    page: 'best-practices-for-fast-shutdown',
  },
  'DOC-091': {
    text: 'On Logoff of the session MAPI calls the logoff method of every active provider.',
    page: 'shutting-down-a-service-provider',
  },
  'DOC-107': {
    text: 'At logoff a provider releases its support object, which states that it will use it no more.',
    page: 'shutting-down-a-service-provider',
  },
  'DOC-161': {
    text: 'Each call of the entry point returns a different provider object, also in the same process.',
    page: 'msproviderinit',
  },
  'DOC-162': {
    text: 'One store provider object serves one session; a second session gets its own by a second call.',
    page: 'imsprovideriunknown',
  },
  'DOC-168': {
    text: 'A successful logon adds a reference to the support object and keeps it; otherwise MAPI frees it.',
    page: 'imsprovider-logon',
  },
  'DOC-184': {
    text: 'A successful QueryInterface raises the reference count.',
    page: 'implementing-the-iunknown-interface',
  },
  'DOC-187': {
    text: "An object's memory goes only when its count is zero.",
    page: 'implementing-the-iunknown-interface',
  },
  'DOC-189': {
    text: 'QueryInterface fails only with the generic codes of COM.',
    page: 'strategies-for-error-handling',
  },
  'DOC-190': {
    text: 'On failure, pointers that a method returns are null or unchanged.',
    page: 'component-object-model-and-mapi',
  },
  'DOC-196': {
    text: 'Messages and attachments are transacted: their changes become permanent only by SaveChanges.',
    page: 'imapiprop-savechanges',
  },
  'DOC-197': {
    text: 'Folders, stores and profile sections are not transacted: their changes are permanent at once.',
    page: 'imapiprop-savechanges',
  },
  'DOC-198': {
    text: 'What has been saved can be recovered in full when it is opened later.',
    page: 'creating-and-storing-messages-in-message-stores',
  },
  'DOC-229': {
    text: 'Long-term entry ids are not given to other objects, and go on opening the one they were given for.',
    page: 'generating-and-using-entry-identifiers-in-message-store-providers',
  },
  'DOC-230': {
    text: 'Changes to a profile section take effect at once.',
    page: 'iprofsectimapiprop',
  },
  'DOC-255': {
    text: 'With EndMessage the transport has the responsibility for a message.',
    page: 'ixplogon-endmessage',
  },
  'DOC-257': {
    text: 'In StartMessage SaveChanges puts an inbound message into the store; without it there is none.',
    page: 'ixplogon-startmessage',
  },
  'GAP-06': {
    text: 'Silent on other error codes than MAPI_E_NO_SUPPORT. We read: any failure opts out, and the documented code is better.',
    page: 'fast-shutdown-user-options',
  },
  'GAP-07': {
    text: 'Silent on S_FALSE and MAPI_W_ codes, which are no errors and yet not S_OK. We read: an answer must be one or the other.',
    page: 'fast-shutdown-user-options',
  },
  'GAP-11': {
    text: 'Silent on NotifyProcessShutdown after a refused query, which MFCMAPI calls. We read: it must do no harm.',
    page: 'imapiclientshutdown-notifyprocessshutdown',
  },
  'GAP-13': {
    text: 'Silent on the order of sessions. We read: one client call concerns all sessions of the process.',
    page: 'fast-shutdown-overview',
  },
  'GAP-15': {
    text: 'Silent on a provider with several objects. We read: each object is called once, and each must keep the promise.',
    page: 'fast-shutdown-overview',
  },
  'GAP-18': {
    text: 'Silent on errors of one provider in Notify or Do. We read: the others are told all the same, and keep their promises.',
    page: 'imapiprovidershutdown-dofastshutdown',
  },
  'GAP-19': {
    text: 'Nothing takes a query or a Notify back. We read: after either the provider must still work normally.',
    page: 'best-practices-for-fast-shutdown',
  },
  'GAP-20': {
    text: 'Unclear which of Notify and Do saves. We read: everything must be durable when DoFastShutdown returns.',
    page: 'imapiprovidershutdown-dofastshutdown',
  },
  'GAP-21': {
    text: 'Says only "settings and data". We read: what was acknowledged survives, and what was not saved does not appear.',
    page: 'imapiprovidershutdowniunknown',
  },
  'GAP-22': {
    text: 'Silent on calls after DoFastShutdown. We read: a provider must not need them, and must survive them.',
    page: 'best-practices-for-fast-shutdown',
  },
  'GAP-23': {
    text: 'Names no limits, only "timely". We read: a budget that can be set, by default what Windows grants at its own end.',
    page: 'best-practices-for-fast-shutdown',
  },
  'GAP-24': {
    text: 'Does not name the codes for a missing interface. We read: E_NOINTERFACE.',
    page: 'fast-shutdown-user-options',
  },
  'GAP-26': {
    text: 'Silent on other processes over the same store. We read: a clear refusal or normal work, and no damage.',
    page: 'fast-shutdown-overview',
  },
  'GAP-45': {
    text: 'Pages differ on how many provider objects there are. We read: one for each session and provider.',
    page: 'imsprovideriunknown',
  },
} as const;

/** The id of a statement or a gap. */
export type SourceId = keyof typeof SOURCES;

/** Looks sources up. */
export function sources(...ids: readonly SourceId[]): readonly Source[] {
  return ids.map((id) => ({ id, ...SOURCES[id] }));
}

/** Every statement and gap that requirements may rest on, in the order of their ids. */
export function allSources(): readonly Source[] {
  return Object.entries(SOURCES).map(([id, source]) => ({ id, ...source }));
}
