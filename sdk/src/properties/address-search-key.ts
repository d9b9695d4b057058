import { encodeString8 } from '../contract/string8.js';

/** The search key of an address, which any two spellings of it have in common. */
export function addressSearchKey(addressType: string, address: string): Uint8Array {
  return encodeString8(`${addressType}:${address}\0`.toUpperCase());
}
