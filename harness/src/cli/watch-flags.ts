import type { CertifyOptions } from '../run/input/certify-options.js';
import type { ConfigFile } from '../run/input/config-file.js';
import { ConfigurationError } from '../run/input/configuration-error.js';
import { type CertifyFlags, flagOf } from './certify-flags.js';

/** What a watch has no use for, and why. */
const REFUSED: Readonly<Partial<Record<keyof CertifyOptions & keyof CertifyFlags, string>>> = {
  out: 'it keeps no evidence',
  keepData: 'it keeps no evidence',
  signKey: 'it certifies nothing',
  shard: 'it plays the quick mode, which is not shared out',
  walks: 'it plays the quick mode, which has one walk of its own',
  script: 'it plays the quick mode, which has one walk of its own',
};

/**
 * What a configuration file says to a watch: what it has no use for there is left out. On the command line it is refused.
 *
 * @param file - null: there is none
 * @param flags - the command line
 * @throws ConfigurationError when the command line has such an option
 */
export function forWatching(file: ConfigFile | null, flags: CertifyFlags): ConfigFile | null {
  for (const [name, why] of Object.entries(REFUSED) as [keyof typeof REFUSED, string][]) {
    if (flags[name] !== undefined) refuse(flagOf(name), why);
  }
  const [report] = Object.keys(flags.reports);
  if (report !== undefined) refuse(`--${report}`, 'it shows each result in the terminal');
  if (file === null) return null;
  const options = Object.fromEntries(Object.entries(file.options).filter(([name]) => !Object.hasOwn(REFUSED, name)));
  return { ...file, options, reports: {} };
}

function refuse(flag: string, why: string): never {
  throw new ConfigurationError(`--watch and ${flag} contradict each other: ${why}; leave one of them out`);
}
