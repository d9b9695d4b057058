/** The shells for which there is a script of completions. */
export const SHELL_NAMES: readonly string[] = ['bash', 'zsh', 'fish'];
