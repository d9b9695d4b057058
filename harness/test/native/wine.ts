import { inspectWine } from '#harness/run/wine/inspect-wine.js';
import { missingCompiler } from './compilers.js';

/** CI has set Wine up: there nothing may be left out because it is missing. */
export const WINE_REQUIRED: boolean = process.env['MAPI_KIT_WINE'] === 'required';

/**
 * Why no DLL can be certified through Wine on this machine.
 *
 * @returns null: it can
 * @throws Error when CI says that it must be possible
 */
export function missingWine(): string | null {
  const parts = inspectWine(process.env).parts.filter(({ found }) => found === null);
  const reason =
    process.platform !== 'linux' || process.arch !== 'x64'
      ? 'Wine is used on Linux for x86-64 alone'
      : parts.length > 0
        ? `there is no ${parts.map(({ name }) => name).join(', ')}: mapi-certify doctor`
        : missingCompiler('x86_64-w64-mingw32-g++', false);
  if (WINE_REQUIRED && reason !== null) throw new Error(`MAPI_KIT_WINE=required, and ${reason}`);
  return reason;
}
