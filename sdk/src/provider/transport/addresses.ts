import { domainToASCII } from 'node:url';

/**
 * The form in which two addresses of the same mailbox are equal.
 *
 * Libraries for mail change the case of addresses, which is none to MAPI, and write domains in ASCII.
 */
export function comparable(address: string): string {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1).trim();
  return `${address.slice(0, at + 1).trim()}${domainToASCII(domain) || domain}`.toUpperCase();
}

/** Whether an address is one of some. */
export function anyOf(addresses: readonly string[]): (address: string) => boolean {
  const known = new Set(addresses.map(comparable));
  return (address) => known.has(comparable(address));
}
