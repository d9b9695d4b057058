import { constants } from 'node:os';

/** RTLD_NODELETE, which Node does not name. */
const NO_DELETE: Partial<Record<NodeJS.Platform, number>> = { linux: 0x1000, freebsd: 0x1000, darwin: 0x80 };

/**
 * Keeps the native add-ons that this thread loads in memory, after its end too.
 *
 * Node unloads an add-on with the last thread that has loaded it. A database whose own threads, for example for compaction,
 * still wait in its code then takes the whole process along. Windows has no such flag: there the main thread has to load the
 * package as well.
 */
export function keepNativeLibraries(): void {
  const flag = NO_DELETE[process.platform];
  if (flag === undefined) return;
  const { dlopen } = process;
  process.dlopen = (module, file, flags = constants.dlopen.RTLD_LAZY) => dlopen(module, file, flags | flag);
}
