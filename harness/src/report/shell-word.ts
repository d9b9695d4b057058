/**
 * Quotes one argument of a command line where a shell would need it.
 *
 * @param argument - the argument as the program is to get it
 * @param platform - `win32` quotes for cmd.exe and PowerShell, anything else for a POSIX shell
 * @returns the argument itself when no character of it is special, else quoted
 */
export function shellWord(argument: string, platform: string): string {
  if (platform === 'win32') {
    if (/^[\w@+=:,./\\~-]+$/u.test(argument)) return argument;
    // The C runtime's rules: backslashes count only before a quotation mark.
    return `"${argument.replaceAll(/(\\*)"/gu, '$1$1\\"').replace(/(\\+)$/u, '$1$1')}"`;
  }
  if (/^[\w@%+=:,./-][\w@%+=:,./~-]*$/u.test(argument)) return argument;
  return `'${argument.replaceAll("'", `'\\''`)}'`;
}
