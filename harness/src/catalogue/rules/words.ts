const counts = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** A whole number with separators, for example `1,440`. */
export function count(value: number): string {
  return counts.format(value);
}

/** A number with its noun, for example `1 item`, `1,440 items`. */
export function counted(value: number, one: string, many: string = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** A duration in milliseconds, for example `0.04 ms`, `0.4 ms`, `11 ms`, `5,000 ms`. */
export function milliseconds(ms: number): string {
  if (ms < 0.095) return `${ms.toFixed(2)} ms`;
  return ms < 9.95 ? `${ms.toFixed(1)} ms` : `${count(ms)} ms`;
}

/** A share, which says neither `0 %` nor `100 %` when that is not the whole truth. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return '0 %';
  const share = Math.round((part / whole) * 100);
  if (part > 0 && share === 0) return 'less than 1 %';
  return part < whole && share === 100 ? 'more than 99 %' : `${share} %`;
}

/** A number of bytes, for example `812 KiB`. */
export function bytes(value: number): string {
  return value < 10 * 1024 * 1024 ? `${count(value / 1024)} KiB` : `${count(value / (1024 * 1024))} MiB`;
}

/** Texts joined as in a sentence, for example `a, b and c`. */
export function list(texts: readonly string[]): string {
  return texts.length < 2 ? (texts[0] ?? '') : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}`;
}
