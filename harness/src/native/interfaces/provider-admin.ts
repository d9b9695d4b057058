import { UNKNOWN } from './iunknown.js';
import { code, type Interface, type Method, result } from './parameters.js';

/** What the entry point of a message service administers the providers of the service with. */
export const IPROVIDER_ADMIN: Interface = {
  name: 'IProviderAdmin',
  iid: 0x00020325,
  methods: [
    ...UNKNOWN,
    result('GetLastError', 'ulong', 'flags', 'outError'),
    result('GetProviderTable', 'flags', 'outObject IMAPITable'),
    result('CreateProvider', 'text', 'properties', 'handle', 'flags', 'outUid'),
    code('DeleteProvider', 'uid'),
    result('OpenProfileSection', 'uid', 'iid', 'ulong', 'outObject IProfSect'),
  ],
};

/** MSGSERVICEENTRY, which is no method: HINSTANCE stands where a method has `this`, and there is no allocator of OLE. */
export const MSG_SERVICE_ENTRY: Method = result(
  'MSGServiceEntry',
  'nothing',
  'object IMAPISupport',
  'handle',
  'flags',
  'ulong',
  'properties',
  'object IProviderAdmin',
  'outError',
);
