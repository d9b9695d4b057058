/** The commands besides the certification itself. */
export const COMMAND_NAMES: readonly string[] = [
  'init',
  'list',
  'explain',
  'judge',
  'report',
  'show',
  'replay',
  'merge',
  'verify',
  'keygen',
  'completion',
  'doctor',
  'setup-wine',
  'help',
];
