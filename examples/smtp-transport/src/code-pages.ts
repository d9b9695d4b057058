/** The code pages that mail comes in, by number, with the names that MIME has for them. The first name of a number counts. */
const names: readonly (readonly [codePage: number, charset: string])[] = [
  [65001, 'utf-8'],
  [20127, 'us-ascii'],
  [1252, 'windows-1252'],
  [28591, 'iso-8859-1'],
  [28592, 'iso-8859-2'],
  [28593, 'iso-8859-3'],
  [28594, 'iso-8859-4'],
  [28595, 'iso-8859-5'],
  [28596, 'iso-8859-6'],
  [28597, 'iso-8859-7'],
  [28598, 'iso-8859-8'],
  [38598, 'iso-8859-8-i'],
  [28599, 'iso-8859-9'],
  [28603, 'iso-8859-13'],
  [28605, 'iso-8859-15'],
  [437, 'ibm437'],
  [850, 'ibm850'],
  [852, 'ibm852'],
  [866, 'ibm866'],
  [874, 'windows-874'],
  [874, 'tis-620'],
  [1250, 'windows-1250'],
  [1251, 'windows-1251'],
  [1253, 'windows-1253'],
  [1254, 'windows-1254'],
  [1255, 'windows-1255'],
  [1256, 'windows-1256'],
  [1257, 'windows-1257'],
  [1258, 'windows-1258'],
  [20866, 'koi8-r'],
  [21866, 'koi8-u'],
  [932, 'shift_jis'],
  [932, 'windows-31j'],
  [50220, 'iso-2022-jp'],
  [50221, 'iso-2022-jp'],
  [50222, 'iso-2022-jp'],
  [51932, 'euc-jp'],
  [20932, 'euc-jp'],
  [949, 'ks_c_5601-1987'],
  [51949, 'euc-kr'],
  [50225, 'iso-2022-kr'],
  [936, 'gb2312'],
  [936, 'gbk'],
  [51936, 'gb2312'],
  [52936, 'hz-gb-2312'],
  [54936, 'gb18030'],
  [950, 'big5'],
  [10000, 'macintosh'],
  [1200, 'utf-16le'],
  [1201, 'utf-16be'],
];

/** The name that MIME has for a code page; undefined for one that does not travel by mail. */
export function charsetOf(codePage: number): string | undefined {
  return names.find(([number]) => number === codePage)?.[1];
}

/** The number of a code page that a part of a message is in; undefined for an unknown one. */
export function codePageOf(charset: string): number | undefined {
  const wanted = plain(charset);
  const [known] = names.find(([, name]) => plain(name) === wanted) ?? [];
  if (known !== undefined) return known;
  const [, number] = /^(?:cp|windows|ms|ibm)(\d{3,5})$/.exec(wanted) ?? [];
  return number !== undefined && charsetOf(Number(number)) !== undefined ? Number(number) : undefined;
}

function plain(charset: string): string {
  return charset.toLowerCase().replaceAll(/[-_\s"']/g, '');
}
