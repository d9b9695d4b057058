import { COMMAND_NAMES } from './command-names.js';
import type { Completed, CompletedCommand, CompletedOption, CompletionTable } from './completion-table.js';

// Whatever stands in these scripts comes from our own tables; it is quoted all the same.

/** Within single quotes, as bash and zsh read them. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * The script for bash: `eval "$(mapi-certify completion bash)"`.
 *
 * @param table - what may stand where
 */
export function bashCompletion({ certification, commands }: CompletionTable): string {
  return `# Completions of mapi-certify for bash: eval "$(mapi-certify completion bash)"
_mapi_certify() {
  local cur prev command= place=0 word skip= index
  cur="\${COMP_WORDS[COMP_CWORD]}"
  prev="\${COMP_WORDS[COMP_CWORD-1]}"
  COMPREPLY=()
  for ((index = 1; index < COMP_CWORD; index++)); do
    word="\${COMP_WORDS[index]}"
    if [[ -n $skip ]]; then skip=; continue; fi
    if [[ $word == -* ]]; then
      case "$command $word" in
        ${[certification, ...commands].flatMap(valuedOf).join('|')}) skip=1 ;;
      esac
      continue
    fi
    if [[ -z $command && $place -eq 0 ]]; then
      case "$word" in
        ${COMMAND_NAMES.join('|')}) command="$word"; continue ;;
      esac
    fi
    place=$((place + 1))
  done
  if [[ -n $skip ]]; then
    case "$command $prev" in
${[certification, ...commands].flatMap(bashValues).join('\n')}
    esac
    return
  fi
  if [[ $cur == -* ]]; then
    case "$command" in
${[certification, ...commands].map(bashOptions).join('\n')}
    esac
    return
  fi
  case "$command" in
    '')
      if [[ $place -eq 0 ]]; then _mapi_certify_words ${quoted(COMMAND_NAMES.join(' '))}; fi
      _mapi_certify_paths -f ;;
${commands.map(bashArguments).join('\n')}
  esac
}
_mapi_certify_words() {
  COMPREPLY+=($(compgen -W "$1" -- "$cur"))
}
_mapi_certify_paths() {
  local IFS=$'\\n'
  compopt -o filenames 2>/dev/null
  COMPREPLY+=($(compgen "$1" -- "$cur"))
}
_mapi_certify_list() {
  local before=
  if [[ $cur == *,* ]]; then before="\${cur%,*},"; fi
  COMPREPLY=($(compgen -P "$before" -W "$1" -- "\${cur##*,}"))
}
complete -F _mapi_certify mapi-certify
`;
}

/** The name by which bash knows a command here: the certification has none. */
function keyOf({ name }: CompletedCommand): string {
  return name === 'mapi-certify' ? '' : name;
}

function valuedOf(command: CompletedCommand): readonly string[] {
  return command.options.filter(({ value }) => value !== null).map(({ long }) => quoted(`${keyOf(command)} ${long}`));
}

function bashValues(command: CompletedCommand): readonly string[] {
  return command.options.flatMap(({ long, value }) =>
    value === null ? [] : [`      ${quoted(`${keyOf(command)} ${long}`)}) ${bashOf(value)} ;;`],
  );
}

function bashOf(completed: Completed): string {
  switch (completed) {
    case 'file':
      return '_mapi_certify_paths -f';
    case 'folder':
      return '_mapi_certify_paths -d';
    case 'nothing':
      return ':';
    default:
      return `_mapi_certify_${completed.isList === true ? 'list' : 'words'} ${quoted(completed.words.join(' '))}`;
  }
}

function bashOptions(command: CompletedCommand): string {
  const longs = command.options.map(({ long }) => long).join(' ');
  return `      ${quoted(keyOf(command))}) _mapi_certify_words ${quoted(longs)} ;;`;
}

function bashArguments(command: CompletedCommand): string {
  const { args } = command;
  const last = args.length - 1;
  const places = args.map((each, place) => `        ${place === last ? '*' : place}) ${bashOf(each)} ;;`);
  const body = places.length === 0 ? '      :' : `      case $place in\n${places.join('\n')}\n      esac`;
  return `    ${quoted(command.name)})\n${body} ;;`;
}

/**
 * The script for zsh: `source <(mapi-certify completion zsh)`.
 *
 * @param table - what may stand where
 */
export function zshCompletion({ certification, commands }: CompletionTable): string {
  const described = commands.map(({ name, description }) => `    ${quoted(`${name}:${description}`)}`);
  return `#compdef mapi-certify
# Completions of mapi-certify for zsh: source <(mapi-certify completion zsh)
_mapi_certify_command() {
  local -a commands
  commands=(
${described.join('\n')}
  )
  _describe command commands
  _files
}
_mapi_certify() {
  local command
  if (( CURRENT > 2 )); then command="\${words[2]}"; fi
  case "$command" in
${commands.map((command) => `    ${command.name})\n      shift words; (( CURRENT-- ))\n      ${zshArguments(command)} ;;`).join('\n')}
    *)
      ${zshArguments({ ...certification, args: [] }, ["'1: :_mapi_certify_command'"])} ;;
  esac
}
compdef _mapi_certify mapi-certify
`;
}

function zshArguments(command: CompletedCommand, more: readonly string[] = []): string {
  const { options, args } = command;
  const last = args.length - 1;
  const places = args.map((each, place) => quoted(`${place === last ? '*' : place + 1}: :${zshOf(each)}`));
  return ['_arguments', ...options.map(zshOption), ...places, ...more].join(' \\\n        ');
}

function zshOption({ long, description, value }: CompletedOption): string {
  const text = description.replaceAll(/[[\]:\\]/gu, (special) => `\\${special}`);
  return quoted(`${long}[${text}]${value === null ? '' : `: :${zshOf(value)}`}`);
}

function zshOf(completed: Completed): string {
  switch (completed) {
    case 'file':
      return '_files';
    case 'folder':
      return '_files -/';
    case 'nothing':
      return ' ';
    default:
      return completed.isList === true
        ? `_values -s , value ${completed.words.join(' ')}`
        : `(${completed.words.join(' ')})`;
  }
}

/**
 * The script for fish: `mapi-certify completion fish | source`.
 *
 * @param table - what may stand where
 */
export function fishCompletion({ certification, commands }: CompletionTable): string {
  const isNone = `not __fish_seen_subcommand_from ${COMMAND_NAMES.join(' ')}`;
  const lines = commands.flatMap((command) => {
    const isThis = `__fish_seen_subcommand_from ${command.name}`;
    return [
      `complete -c mapi-certify -n __fish_use_subcommand -a ${command.name} -d ${fishQuoted(command.description)}`,
      ...command.options.map((option) => fishOption(option, isThis)),
      ...command.args.flatMap((each) => fishArgument(each, isThis)),
    ];
  });
  return `# Completions of mapi-certify for fish: mapi-certify completion fish | source
complete -c mapi-certify -e
${[...certification.options.map((option) => fishOption(option, isNone)), ...lines].join('\n')}
`;
}

function fishQuoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

function fishOption({ long, description, value }: CompletedOption, condition: string): string {
  const start = `complete -c mapi-certify -n ${fishQuoted(condition)} -l ${long.replace(/^--/u, '')}`;
  return `${start}${value === null ? '' : ` ${fishOf(value)}`} -d ${fishQuoted(description)}`;
}

function fishArgument(completed: Completed, condition: string): readonly string[] {
  if (typeof completed === 'string') return [];
  return [`complete -c mapi-certify -f -n ${fishQuoted(condition)} -a ${fishQuoted(completed.words.join(' '))}`];
}

function fishOf(completed: Completed): string {
  if (completed === 'file') return '-r -F';
  if (completed === 'folder') return "-x -a '(__fish_complete_directories)'";
  if (completed === 'nothing') return '-x';
  const words = completed.words.join(' ');
  return completed.isList === true ? `-x -a ${fishQuoted(`(__fish_append , ${words})`)}` : `-x -a ${fishQuoted(words)}`;
}
