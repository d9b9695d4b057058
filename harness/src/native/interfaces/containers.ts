import { code, type Interface, type Method, result } from './parameters.js';
import { PROPERTIES } from './properties.js';

/** The same wherever entries are opened. */
export const OPEN_ENTRY: Method = result(
  'OpenEntry',
  'bytes',
  'iid',
  'ulong',
  'outUlong objectType',
  'outObject unknown',
);

/** Slots 0 to 18 of all that contain others. */
export const CONTAINER: readonly Method[] = [
  ...PROPERTIES,
  result('GetContentsTable', 'flags', 'outObject IMAPITable'),
  result('GetHierarchyTable', 'flags', 'outObject IMAPITable'),
  OPEN_ENTRY,
  code('SetSearchCriteria', 'restriction', 'entryList', 'ulong'),
  result('GetSearchCriteria', 'flags', 'outRestriction restriction', 'outEntryList containers', 'outUlong searchState'),
];

export const IMAPI_CONTAINER: Interface = { name: 'IMAPIContainer', iid: 0x0002030b, methods: CONTAINER };

export const IMAPI_FOLDER: Interface = {
  name: 'IMAPIFolder',
  iid: 0x0002030c,
  methods: [
    ...CONTAINER,
    result('CreateMessage', 'iid', 'ulong', 'outObject IMessage'),
    code('CopyMessages', 'entryList', 'iid', 'object IMAPIFolder', 'handle', 'object IMAPIProgress', 'ulong'),
    code('DeleteMessages', 'entryList', 'handle', 'object IMAPIProgress', 'ulong'),
    result('CreateFolder', 'ulong', 'text', 'text', 'iid', 'flags', 'outObject IMAPIFolder'),
    code('CopyFolder', 'bytes', 'iid', 'object IMAPIFolder', 'text', 'handle', 'object IMAPIProgress', 'flags'),
    code('DeleteFolder', 'bytes', 'handle', 'object IMAPIProgress', 'ulong'),
    code('SetReadFlags', 'entryList', 'handle', 'object IMAPIProgress', 'ulong'),
    result('GetMessageStatus', 'bytes', 'ulong', 'outUlong'),
    result('SetMessageStatus', 'bytes', 'ulong', 'ulong', 'outUlong'),
    code('SaveContentsSort', 'sortOrder', 'ulong'),
    code('EmptyFolder', 'handle', 'object IMAPIProgress', 'ulong'),
  ],
};

export const IMSG_STORE: Interface = {
  name: 'IMsgStore',
  iid: 0x00020306,
  methods: [
    ...PROPERTIES,
    result('Advise', 'bytes', 'ulong', 'object IMAPIAdviseSink', 'outHandle'),
    code('Unadvise', 'handle'),
    result('CompareEntryIDs', 'bytes', 'bytes', 'ulong', 'outBoolean'),
    OPEN_ENTRY,
    code('SetReceiveFolder', 'text', 'flags', 'bytes'),
    result('GetReceiveFolder', 'text', 'flags', 'outBytes entryId', 'outText explicitClass'),
    result('GetReceiveFolderTable', 'flags', 'outObject IMAPITable'),
    result('StoreLogoff', 'inOutUlong'),
    code('AbortSubmit', 'bytes', 'ulong'),
    result('GetOutgoingQueue', 'flags', 'outObject IMAPITable'),
    code('SetLockState', 'object IMessage', 'ulong'),
    code('FinishedMsg', 'ulong', 'bytes'),
    code('NotifyNewMail', 'notification'),
  ],
};

export const IMAPI_TABLE: Interface = {
  name: 'IMAPITable',
  iid: 0x00020301,
  methods: [
    ...PROPERTIES.slice(0, 4),
    result('Advise', 'ulong', 'object IMAPIAdviseSink', 'outHandle'),
    code('Unadvise', 'handle'),
    result('GetStatus', 'outUlong tableStatus', 'outUlong tableType'),
    code('SetColumns', 'tags', 'ulong'),
    result('QueryColumns', 'ulong', 'outTags'),
    result('GetRowCount', 'ulong', 'outUlong'),
    result('SeekRow', 'ulong', 'long', 'outLong'),
    code('SeekRowApprox', 'ulong', 'ulong'),
    result('QueryPosition', 'outUlong row', 'outUlong numerator', 'outUlong denominator'),
    code('FindRow', 'restriction', 'ulong', 'ulong'),
    code('Restrict', 'restriction', 'ulong'),
    result('CreateBookmark', 'outUlong'),
    code('FreeBookmark', 'ulong'),
    code('SortTable', 'sortOrder', 'ulong'),
    result('QuerySortOrder', 'outSortOrder'),
    result('QueryRows', 'long', 'ulong', 'outRows'),
    code('Abort'),
    result('ExpandRow', 'bytes', 'ulong', 'ulong', 'outRows rows', 'outUlong moreRows'),
    result('CollapseRow', 'bytes', 'ulong', 'outUlong'),
    result('WaitForCompletion', 'ulong', 'ulong', 'outUlong'),
    result('GetCollapseState', 'ulong', 'bytes', 'outBytes'),
    result('SetCollapseState', 'ulong', 'bytes', 'outUlong'),
  ],
};

export const ISTREAM: Interface = {
  name: 'IStream',
  iid: 0x0000000c,
  methods: [
    ...PROPERTIES.slice(0, 3),
    result('Read', 'outRead'),
    result('Write', 'written', 'outUlong'),
    result('Seek', 'largeInteger', 'ulong', 'outLarge'),
    code('SetSize', 'largeUnsigned'),
    result('CopyTo', 'object IStream', 'largeUnsigned', 'outLarge read', 'outLarge written'),
    code('Commit', 'ulong'),
    code('Revert'),
    code('LockRegion', 'largeUnsigned', 'largeUnsigned', 'ulong'),
    code('UnlockRegion', 'largeUnsigned', 'largeUnsigned', 'ulong'),
    result('Stat', 'outStat', 'ulong'),
    result('Clone', 'outObject IStream'),
  ],
};
