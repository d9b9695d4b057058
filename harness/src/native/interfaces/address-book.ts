import { CONTAINER, OPEN_ENTRY } from './containers.js';
import { UNKNOWN } from './iunknown.js';
import { code, type Interface, type Method, result } from './parameters.js';
import { PROPERTIES } from './properties.js';

export const IAB_PROVIDER: Interface = {
  name: 'IABProvider',
  iid: 0x00020311,
  methods: [
    ...UNKNOWN,
    code('Shutdown', 'pointedFlags'),
    result(
      'Logon',
      'object IMAPISupport',
      'handle',
      'text',
      'flags',
      'ignored',
      'ignored',
      'outError error',
      'outObject logon: IABLogon',
    ),
  ],
};

const COMPARE = result('CompareEntryIDs', 'bytes', 'bytes', 'ulong', 'outBoolean');
const ADVISE = result('Advise', 'bytes', 'ulong', 'object IMAPIAdviseSink', 'outHandle');
const UNADVISE = code('Unadvise', 'handle');
const PREPARE = result('PrepareRecips', 'ulong', 'tags', 'inOutAddresses');

export const IAB_LOGON: Interface = {
  name: 'IABLogon',
  iid: 0x00020314,
  methods: [
    ...UNKNOWN,
    result('GetLastError', 'ulong', 'flags', 'outError'),
    code('Logoff', 'ulong'),
    OPEN_ENTRY,
    COMPARE,
    ADVISE,
    UNADVISE,
    result('OpenStatusEntry', 'iid', 'ulong', 'ignored', 'outObject IMAPIStatus'),
    result('OpenTemplateID', 'bytes', 'ulong', 'object IMAPIProp', 'iid', 'outObject? IMAPIProp', 'object IMAPIProp'),
    result('GetOneOffTable', 'flags', 'outObject IMAPITable'),
    PREPARE,
  ],
};

/** Slots 0 to 22 of containers and distribution lists. */
const ENTRIES: readonly Method[] = [
  ...CONTAINER,
  result('CreateEntry', 'bytes', 'ulong', 'outObject IMAPIProp'),
  code('CopyEntries', 'entryList', 'handle', 'object IMAPIProgress', 'ulong'),
  code('DeleteEntries', 'entryList', 'ulong'),
  result('ResolveNames', 'tags', 'ulong', 'inOutAddresses recipients', 'inOutFlagList resolutions'),
];

export const IAB_CONTAINER: Interface = { name: 'IABContainer', iid: 0x0002030d, methods: ENTRIES };
export const IDIST_LIST: Interface = { name: 'IDistList', iid: 0x0002030e, methods: ENTRIES };

/** What IMAPISupport::OpenAddressBook gives. */
export const IADDR_BOOK: Interface = {
  name: 'IAddrBook',
  iid: 0x00020309,
  methods: [
    ...PROPERTIES,
    OPEN_ENTRY,
    COMPARE,
    ADVISE,
    UNADVISE,
    result('CreateOneOff', 'text', 'text', 'text', 'flags', 'outBytes'),
    result('NewEntry', 'handle', 'ulong', 'bytes', 'bytes', 'outBytes'),
    result('ResolveName', 'handle', 'flags', 'text', 'inOutAddresses'),
    // Dialogs: the mock has none, whatever they are asked for.
    result('Address', 'nothing', 'nothing', 'nothing'),
    code('Details', 'nothing', 'nothing', 'nothing', 'bytes', 'nothing', 'nothing', 'nothing', 'ulong'),
    code('RecipOptions', 'handle', 'ulong', 'nothing'),
    result('QueryDefaultRecipOpt', 'text', 'flags', 'outProperties'),
    result('GetPAB', 'outBytes'),
    code('SetPAB', 'bytes'),
    result('GetDefaultDir', 'outBytes'),
    code('SetDefaultDir', 'bytes'),
    result('GetSearchPath', 'flags', 'outSearchPath'),
    code('SetSearchPath', 'ulong', 'searchPath'),
    PREPARE,
  ],
};
