import { UNKNOWN } from './iunknown.js';
import { code, type Interface, parameter, result } from './parameters.js';

export const IXP_PROVIDER: Interface = {
  name: 'IXPProvider',
  iid: 0x00020312,
  methods: [
    ...UNKNOWN,
    code('Shutdown', 'pointedFlags'),
    result(
      'TransportLogon',
      'object IMAPISupport',
      'handle',
      'text',
      'inOutFlags flags',
      'outError error',
      'outObject logon: IXPLogon',
    ),
  ],
};

export const IXP_LOGON: Interface = {
  name: 'IXPLogon',
  iid: 0x00020315,
  methods: [
    ...UNKNOWN,
    result('AddressTypes', 'outTextFlags flags', 'outTexts addressTypes', 'outUids uids'),
    // Not documented, and not supported by MAPI: nobody asks for the options.
    result('RegisterOptions', 'outUlong flags', 'ignored', 'ignored'),
    result('TransportNotify', 'inOutUlong', 'notifyData'),
    code('Idle', 'ulong'),
    code('TransportLogoff', 'ulong'),
    {
      name: 'SubmitMessage',
      parameters: ['ulong', 'object IMessage', 'outHandle msgRef', 'outHandle retrySeconds'].map(parameter),
      returns: 'both',
      lending: 'goes on',
    },
    { ...result('EndMessage', 'handle', 'outUlong'), lending: 'ends' },
    result('Poll', 'outBoolean'),
    {
      name: 'StartMessage',
      parameters: ['ulong', 'object IMessage', 'outReference msgRef'].map(parameter),
      returns: 'both',
    },
    result('OpenStatusEntry', 'iid', 'ulong', 'ignored', 'outObject IMAPIStatus'),
    code('ValidateState', 'handle', 'ulong'),
    code('FlushQueues', 'handle', 'bytes', 'ulong'),
  ],
};
