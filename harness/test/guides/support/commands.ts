/** The commands of a page, in order: the lines of its blocks that name no language. */
export function commandsOf(page: string): readonly string[] {
  const blocks = [...page.matchAll(/^```(?<language>\w*)\n(?<text>[\s\S]*?)^```$/gm)].map(({ groups = {} }) => groups);
  return blocks.filter(({ language }) => language === '').flatMap(({ text = '' }) => text.trimEnd().split('\n'));
}

/** The commands with which the reader of a page makes a folder, before there is a file in it. */
export function settingUpOf(page: string): readonly string[] {
  return commandsOf(page).filter((command) => command.startsWith('npm '));
}
