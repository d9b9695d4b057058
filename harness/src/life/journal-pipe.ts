/** The descriptor of a host whose journal may have to go on outside the file system: the parent keeps what comes there. */
export const JOURNAL_PIPE = 3;
