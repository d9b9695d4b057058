import { UNKNOWN } from './iunknown.js';
import { code, type Interface, type Method, result } from './parameters.js';

/** Slots 0 to 13 of all that have properties. */
export const PROPERTIES: readonly Method[] = [
  ...UNKNOWN,
  result('GetLastError', 'ulong', 'flags', 'outError'),
  code('SaveChanges', 'ulong'),
  result('GetProps', 'tags', 'flags', 'outProperties'),
  result('GetPropList', 'flags', 'outTags'),
  result('OpenProperty', 'ulong', 'iid', 'ulong', 'ulong', 'outObject'),
  result('SetProps', 'properties', 'outProblems'),
  result('DeleteProps', 'tags', 'outProblems'),
  result('CopyTo', 'iids', 'tags', 'handle', 'object IMAPIProgress', 'iid', 'object IMAPIProp', 'ulong', 'outProblems'),
  result('CopyProps', 'tags', 'handle', 'object IMAPIProgress', 'iid', 'object IMAPIProp', 'ulong', 'outProblems'),
  result('GetNamesFromIDs', 'inOutTags tags', 'uid', 'ulong', 'outNames names'),
  result('GetIDsFromNames', 'names', 'ulong', 'outTags'),
];

export const IMAPI_PROP: Interface = { name: 'IMAPIProp', iid: 0x00020303, methods: PROPERTIES };
export const IPROF_SECT: Interface = { name: 'IProfSect', iid: 0x00020304, methods: PROPERTIES };
export const IMAIL_USER: Interface = { name: 'IMailUser', iid: 0x0002030a, methods: PROPERTIES };
export const IATTACH: Interface = { name: 'IAttach', iid: 0x00020308, methods: PROPERTIES };

export const IMAPI_STATUS: Interface = {
  name: 'IMAPIStatus',
  iid: 0x00020305,
  methods: [
    ...PROPERTIES,
    code('ValidateState', 'handle', 'ulong'),
    code('SettingsDialog', 'handle', 'ulong'),
    code('ChangePassword', 'text', 'text', 'flags'),
    code('FlushQueues', 'handle', 'bytes', 'ulong'),
  ],
};

export const IMESSAGE: Interface = {
  name: 'IMessage',
  iid: 0x00020307,
  methods: [
    ...PROPERTIES,
    result('GetAttachmentTable', 'flags', 'outObject IMAPITable'),
    result('OpenAttach', 'ulong', 'iid', 'ulong', 'outObject IAttach'),
    result('CreateAttach', 'iid', 'ulong', 'outUlong attachmentNum', 'outObject attach: IAttach'),
    code('DeleteAttach', 'ulong', 'handle', 'object IMAPIProgress', 'ulong'),
    result('GetRecipientTable', 'flags', 'outObject IMAPITable'),
    code('ModifyRecipients', 'ulong', 'addresses'),
    code('SubmitMessage', 'ulong'),
    code('SetReadFlag', 'ulong'),
  ],
};
