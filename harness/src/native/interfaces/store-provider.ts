import { OPEN_ENTRY } from './containers.js';
import { UNKNOWN } from './iunknown.js';
import { code, type Interface, result } from './parameters.js';

export const IMS_PROVIDER: Interface = {
  name: 'IMSProvider',
  iid: 0x00020310,
  methods: [
    ...UNKNOWN,
    code('Shutdown', 'pointedFlags'),
    result(
      'Logon',
      'object IMAPISupport',
      'handle',
      'text',
      'bytes',
      'flags',
      'iid',
      'outBytes spoolSecurity',
      'outError error',
      'outObject? logon: IMSLogon',
      'outObject store: IMsgStore',
    ),
    result(
      'SpoolerLogon',
      'object IMAPISupport',
      'handle',
      'text',
      'bytes',
      'flags',
      'iid',
      'bytes',
      'outError error',
      'outObject? logon: IMSLogon',
      'outObject store: IMsgStore',
    ),
    result('CompareStoreIDs', 'bytes', 'bytes', 'ulong', 'outBoolean'),
  ],
};

export const IMS_LOGON: Interface = {
  name: 'IMSLogon',
  iid: 0x00020313,
  methods: [
    ...UNKNOWN,
    result('GetLastError', 'ulong', 'flags', 'outError'),
    code('Logoff', 'pointedFlags'),
    OPEN_ENTRY,
    result('CompareEntryIDs', 'bytes', 'bytes', 'ulong', 'outBoolean'),
    result('Advise', 'bytes', 'ulong', 'object IMAPIAdviseSink', 'outHandle'),
    code('Unadvise', 'handle'),
    result('OpenStatusEntry', 'iid', 'ulong', 'ignored', 'outObject IMAPIStatus'),
  ],
};
