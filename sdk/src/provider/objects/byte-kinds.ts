// The byte before each value that ByteWriter writes: what it is. Part of the format of stored objects.

export const NULL = 0 as const;
export const FALSE = 1 as const;
export const TRUE = 2 as const;
/** 32 bits, signed. */
export const INTEGER = 3 as const;
export const DOUBLE = 4 as const;
/** 64 bits, signed. */
export const BIGINT = 5 as const;
/** 64 bits, for what does not fit when signed. */
export const UNSIGNED_BIGINT = 6 as const;
/** Length in bytes, then UTF-8. */
export const TEXT = 7 as const;
/** Length in bytes, then UTF-16, little-endian; for text with half a surrogate pair. */
export const WIDE_TEXT = 8 as const;
/** Length, then the bytes. */
export const BYTES = 9 as const;
/** Length, then the values. */
export const LIST = 10 as const;
/** Which one of the bytes that are kept elsewhere. */
export const APART = 11 as const;
