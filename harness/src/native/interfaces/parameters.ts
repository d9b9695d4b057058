/**
 * What a parameter of a method is, and so what is said of it on both sides of the boundary: the types of C by which it is
 * passed, and what it is in the SDK's contract. marshal/ has a codec for each.
 */
export type ParameterKind = keyof typeof PARAMETERS;

/**
 * The types of C of each kind of parameter, and which way it goes. Those that go out are where the callee writes to; both
 * kinds of pointers are 64 bits.
 */
export const PARAMETERS = {
  ulong: { c: ['u32'], way: 'in' },
  long: { c: ['i32'], way: 'in' },
  /** The flags that also say whether the texts of the call are WCHARs. */
  flags: { c: ['u32'], way: 'in' },
  /** ULONG_PTR: window handles, connections, references to messages. */
  handle: { c: ['u64'], way: 'in' },
  largeInteger: { c: ['i64'], way: 'in' },
  largeUnsigned: { c: ['u64'], way: 'in' },
  /** Text by the flags; null is one. */
  text: { c: ['u64'], way: 'in' },
  /** LPSTR: bytes whatever the flags say. */
  ansi: { c: ['u64'], way: 'in' },
  iid: { c: ['u64'], way: 'in' },
  iids: { c: ['u32', 'u64'], way: 'in' },
  uid: { c: ['u64'], way: 'in' },
  /** A count, and a pointer to as many bytes: entry ids, keys. Null is one. */
  bytes: { c: ['u32', 'u64'], way: 'in' },
  /** As bytes, the other way round: IStream::Write. */
  written: { c: ['u64', 'u32'], way: 'in' },
  /** NOTIFKEY: a structure of count and bytes. */
  key: { c: ['u64'], way: 'in' },
  /** LPVOID that is an SBinary: SpoolerNotify. */
  binary: { c: ['u64'], way: 'in' },
  tags: { c: ['u64'], way: 'in' },
  properties: { c: ['u32', 'u64'], way: 'in' },
  names: { c: ['u32', 'u64'], way: 'in' },
  restriction: { c: ['u64'], way: 'in' },
  sortOrder: { c: ['u64'], way: 'in' },
  entryList: { c: ['u64'], way: 'in' },
  addresses: { c: ['u64'], way: 'in' },
  /** ADRLIST that is the callee's after a success, in one block: StatusRecips. */
  givenAddresses: { c: ['u64'], way: 'in' },
  notification: { c: ['u64'], way: 'in' },
  notifications: { c: ['u32', 'u64'], way: 'in' },
  /** SRowSet of entry ids: IAddrBook::SetSearchPath. */
  searchPath: { c: ['u64'], way: 'in' },
  /** LPVOID * that is a reference to a message, or an entry id: TransportNotify. */
  notifyData: { c: ['u64'], way: 'in' },
  object: { c: ['u64'], way: 'in' },
  /** The contract has no such parameter: it is NULL, or what it says is not looked at. */
  nothing: { c: ['u64'], way: 'none' },
  nothing32: { c: ['u32'], way: 'none' },
  /** Where C writes to what the contract has no place for. */
  ignored: { c: ['u64'], way: 'none' },

  outUlong: { c: ['u64'], way: 'out' },
  outLong: { c: ['u64'], way: 'out' },
  outBoolean: { c: ['u64'], way: 'out' },
  outHandle: { c: ['u64'], way: 'out' },
  /** The reference of an inbound message, which is 1 until the transport says otherwise. */
  outReference: { c: ['u64'], way: 'out' },
  outLarge: { c: ['u64'], way: 'out' },
  outTags: { c: ['u64'], way: 'out' },
  outProperties: { c: ['u64', 'u64'], way: 'out' },
  outProblems: { c: ['u64'], way: 'out' },
  outRows: { c: ['u64'], way: 'out' },
  outSearchPath: { c: ['u64'], way: 'out' },
  outBytes: { c: ['u64', 'u64'], way: 'out' },
  outText: { c: ['u64'], way: 'out' },
  /** The flags that say whether the texts after them are WCHARs. */
  outTextFlags: { c: ['u64'], way: 'out' },
  /** A count, and an array of texts that stays the library's. */
  outTexts: { c: ['u64', 'u64'], way: 'out' },
  /** A count, and an array of pointers to MAPIUIDs that stays the library's. */
  outUids: { c: ['u64', 'u64'], way: 'out' },
  outNames: { c: ['u64', 'u64'], way: 'out' },
  outRestriction: { c: ['u64'], way: 'out' },
  outSortOrder: { c: ['u64'], way: 'out' },
  outEntryList: { c: ['u64'], way: 'out' },
  outError: { c: ['u64'], way: 'out' },
  outObject: { c: ['u64'], way: 'out' },
  /** MAPIUID that the caller has room for. */
  outUid: { c: ['u64'], way: 'out' },
  /** IStream::Read: room for bytes, how many, and how many there were. */
  outRead: { c: ['u64', 'u32', 'u64'], way: 'both' },
  /** STATSTG: name and size. */
  outStat: { c: ['u64'], way: 'out' },

  /** ULONG * that comes with a value and goes with one: what goes is the result. */
  inOutUlong: { c: ['u64'], way: 'both' },
  /** The same, which says whether the texts of the call are WCHARs. */
  inOutFlags: { c: ['u64'], way: 'both' },
  /** ADRLIST whose entries the callee may replace. */
  inOutAddresses: { c: ['u64'], way: 'both' },
  /** FlagList, a number for each recipient. */
  inOutFlagList: { c: ['u64'], way: 'both' },
  /** ULONG * that points to reserved flags: nothing comes back. */
  pointedFlags: { c: ['u64'], way: 'in' },
  /** SPropTagArray ** of GetNamesFromIDs. */
  inOutTags: { c: ['u64'], way: 'both' },
} as const;

/** One parameter of a method. */
export interface Parameter {
  readonly kind: ParameterKind;
  /** What it is called in the value of a result that has several; the name of an interface for objects. */
  readonly name?: string;
  /** Of objects: which interface they have. By the IID that was asked for when there is none. */
  readonly of?: string;
  /** Of objects: a success may come without one. */
  readonly mayBeNull?: true;
}

/** A method, by its place in the vtable. */
export interface Method {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** `code`: an HRESULT alone, `result`: with a value, `count`: a ULONG that is none; `both`: the value also of failures. */
  readonly returns: 'code' | 'result' | 'count' | 'both';
  /** What objects it is lent is lent on after a success, until the method of the same object returns that `ends` it. */
  readonly lending?: 'goes on' | 'ends';
}

/** An interface: its methods in the order of its vtable, those of the interfaces that it extends first. */
export interface Interface {
  readonly name: string;
  /** The first group of its IID. */
  readonly iid: number;
  readonly methods: readonly Method[];
}

/**
 * A parameter in words: `outUlong objectType`, `outObject unknown`, `object IMAPIAdviseSink`, `outObject store: IMsgStore`;
 * `outObject? IMAPIProp` may be null.
 */
export function parameter(words: string): Parameter {
  const [first = '', name = '', of] = words.split(/:? /);
  const kind = first.replace('?', '');
  if (!(kind in PARAMETERS)) throw new TypeError(`there is no kind of parameter ${kind}`);
  const isInterface = /^I[A-Z]/.test(name);
  return {
    kind: kind as ParameterKind,
    ...(name === '' || isInterface ? {} : { name }),
    ...(of === undefined ? (isInterface ? { of: name } : {}) : { of }),
    ...(kind === first ? {} : { mayBeNull: true }),
  };
}

/** A method that returns an HRESULT alone. */
export function code(name: string, ...parameters: readonly string[]): Method {
  return { name, parameters: parameters.map(parameter), returns: 'code' };
}

/** A method that returns an HRESULT, and a value besides. */
export function result(name: string, ...parameters: readonly string[]): Method {
  return { name, parameters: parameters.map(parameter), returns: 'result' };
}
