import { Buffer } from 'node:buffer';

/** The search key of an address, which any two spellings of it have in common. */
export function addressSearchKey(addressType: string, address: string): Uint8Array {
  return new Uint8Array(Buffer.from(`${addressType}:${address}\0`.toUpperCase(), 'utf8'));
}
