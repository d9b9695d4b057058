/** How much of a folder of mail is taken: lives and journals stay small enough for a certification of every day. */
export const LIMITS = {
  /** Messages in all. */
  messages: 500,
  /** Bytes of one file. */
  fileBytes: 33_554_432,
  /** Bytes of all files. */
  bytes: 67_108_864,
  /** Property values of one message, with those of its recipients, attachments and embedded messages. */
  values: 10_000,
  /** Property values in all: each has a line of forty characters or so in the journal of each life. */
  allValues: 100_000,
  /** Messages within messages. */
  depth: 10,
  /** Files that are looked at. */
  files: 20_000,
  /** Files that were left out which reports name; the others are counted. */
  named: 50,
} as const;
