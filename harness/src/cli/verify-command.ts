import { counted } from '../catalogue/rules/words.js';
import { createStyle, type Style } from '../report/style.js';
import { hang, pad, plain } from '../report/text.js';
import type { Check } from '../run/verifying/check.js';
import { type Verification, verifyEvidence } from '../run/verifying/verify-evidence.js';
import type { Context } from './context.js';
import type { VerifyFlags } from './evidence-commands.js';
import { hasColour, widthOf, writeAll } from './output.js';

const EXIT_BROKEN = 1;
const MOST_DIFFERENCES = 20;
const LABEL = 13;

/**
 * `mapi-certify verify <dir>`: verifies evidence, and prints what was looked at and each difference.
 *
 * @param path - the output folder of a certification, or a certificate alone
 * @param flags - the options
 * @param context - where it is printed
 * @returns the exit code: 0 when everything holds, whatever the verdict is
 * @throws ConfigurationError when there is no evidence, key or provider of that name
 */
export async function verifyAndPrint(path: string, flags: VerifyFlags, context: Context): Promise<number> {
  const { provider, key, color } = flags;
  const verification = await verifyEvidence(path, { cwd: context.cwd, provider, key });
  const style = createStyle(hasColour(context.stdout, color, context.env));
  const lines = renderVerification(verification, { width: widthOf(context.stdout), style });
  await writeAll(context.stdout, `${lines.join('\n')}\n`);
  return verification.holds ? 0 : EXIT_BROKEN;
}

/**
 * What a verification came to, for a person.
 *
 * @param verification - what was looked at
 * @param layout - the columns of a line, and the emphasis
 */
function renderVerification(
  { holds, checks, statement }: Verification,
  { width, style }: { readonly width: number; readonly style: Style },
): readonly string[] {
  const lines = checks.flatMap((check) => linesOf(check, width, style));
  const differences = checks.reduce((sum, { state, words }) => sum + (state === 'broken' ? words.length : 0), 0);
  if (!holds || statement === null) {
    return [...lines, '', `${style.red(style.bold('NOT VERIFIED'))}  ${counted(differences, 'difference')}`];
  }
  const { verdict, summary } = statement.predicate.mapiCertify;
  // Whoever has changed everything could have done so to the end: only a signature says that nobody has.
  const isOpen = checks.some(({ name, state }) => name === 'signature' && state === 'open');
  const says = `${style.green(style.bold('VERIFIED'))}${isOpen ? ' but for the signature' : ''}  `;
  return [...lines, '', ...hang(says, `${verdict}: ${plain(summary)}`, width)];
}

function linesOf({ name, state, words }: Check, width: number, style: Style): readonly string[] {
  const mark = state === 'holds' ? style.green('✓') : state === 'broken' ? style.red('✗') : style.yellow('?');
  const prefix = (index: number): string => {
    return index === 0 ? `  ${mark} ${pad(style.bold(name), LABEL)}` : ' '.repeat(4 + LABEL);
  };
  const shown = words.slice(0, MOST_DIFFERENCES).flatMap((text, index) => hang(prefix(index), plain(text), width));
  const rest = words.length - MOST_DIFFERENCES;
  return rest > 0 ? [...shown, `${prefix(1)}and ${rest} more`] : shown;
}
