import { code, type Interface, type Method } from './parameters.js';

/** The first three slots of every vtable; the objects of both sides treat them by themselves. */
export const UNKNOWN: readonly Method[] = [
  { name: 'QueryInterface', parameters: [{ kind: 'iid' }, { kind: 'outObject' }], returns: 'result' },
  { name: 'AddRef', parameters: [], returns: 'count' },
  { name: 'Release', parameters: [], returns: 'count' },
];

export const IUNKNOWN: Interface = { name: 'IUnknown', iid: 0x00000000, methods: UNKNOWN };

export const IMAPI_PROVIDER_SHUTDOWN: Interface = {
  name: 'IMAPIProviderShutdown',
  iid: 0x00020398,
  methods: [...UNKNOWN, code('QueryFastShutdown'), code('NotifyProcessShutdown'), code('DoFastShutdown')],
};

export const IMAPI_ADVISE_SINK: Interface = {
  name: 'IMAPIAdviseSink',
  iid: 0x00020302,
  methods: [...UNKNOWN, { name: 'OnNotify', parameters: [{ kind: 'notifications' }], returns: 'count' }],
};
