import { isUtf8 } from 'node:buffer';

/**
 * The code page that HTML is in.
 *
 * @param said - what was said about it; the HTML's own word counts where there is nothing, and what its bytes look like
 * where that is nothing either, or cannot be
 */
export function charsetOfHtml(bytes: Buffer, said: string | undefined): string {
  const [, named] = /<meta[^>]+charset\s*=\s*["']?([\w:.-]+)/i.exec(bytes.toString('latin1', 0, 4096)) ?? [];
  const charset = (said ?? named)?.toLowerCase();
  const isPossible = charset !== undefined && ((charset !== 'utf-8' && charset !== 'us-ascii') || isUtf8(bytes));
  return isPossible ? charset : isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}
