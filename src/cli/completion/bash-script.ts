// The completion script for bash. Static: completing starts no program, and works with bash 3.2.

import type { CompletionTable, ValueRow } from './complete-words.ts';

export function bashScript({ rows, values }: CompletionTable): string {
  const commands = [...new Set(['', ...rows.map(({ command }) => command)])];
  const wordsOf = (command: string) => rows.filter((row) => row.command === command).map(({ word }) => word);
  const nested = rows.filter(({ word }) => !word.startsWith('-'));
  return `# bash completion for leyline; put it where your bash finds completions, or: source <(leyline completion bash)

_leyline() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="" command="" word i
  [ "$COMP_CWORD" -gt 0 ] && previous="\${COMP_WORDS[COMP_CWORD-1]}"
  # bash breaks words at '=': '--format = json' is one option with its value.
  if [ "$current" = "=" ]; then current=""; elif [ "$previous" = "=" ] && [ "$COMP_CWORD" -gt 1 ]; then previous="\${COMP_WORDS[COMP_CWORD-2]}"; fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    word="\${COMP_WORDS[i]}"
    case "$command \${word}" in
${nested.map(({ command, word }) => `      ${quoted(`${command} ${word}`)}) command=${quoted(command === '' ? word : `${command} ${word}`)} ;;`).join('\n')}
    esac
  done
  COMPREPLY=()
  case "$command $previous" in
${values
  .filter(({ option }) => option !== undefined)
  .map((row) => `    ${quoted(`${row.command} ${row.option}`)}) ${valueReply(row)} ;;`)
  .join('\n')}
  esac
  case "$command" in
${commands.map((command) => `    ${quoted(command)}) ${ownWords(command, wordsOf(command), values)} ;;`).join('\n')}
  esac
}

complete -F _leyline leyline
`;
}

function valueReply({ words, wants, isOptional }: ValueRow): string {
  const reply = replyOf(words, wants);
  // A value that may be left out does not keep other words from being offered.
  return isOptional ? `${reply}; [ \${#COMPREPLY[@]} -gt 0 ] && return` : `${reply}; return`;
}

function ownWords(command: string, words: readonly string[], values: readonly ValueRow[]): string {
  const argument = values.find((row) => row.command === command && row.option === undefined);
  const options = words.filter((word) => word.startsWith('-'));
  const plain = [...words.filter((word) => !word.startsWith('-')), ...(argument?.words ?? [])];
  const others = plain.length > 0 || argument?.wants !== 'files' ? replyOf(plain, 'words') : replyOf([], 'files');
  return `case "$current" in -*) ${replyOf(options, 'words')} ;; *) ${others} ;; esac`;
}

function replyOf(words: readonly string[], wants: ValueRow['wants']): string {
  if (wants === 'files' || wants === 'folders') {
    return `while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -${wants === 'files' ? 'f' : 'd'} -- "$current"); compopt -o filenames 2>/dev/null`;
  }
  if (words.length === 0) return ':';
  return `COMPREPLY=($(compgen -W ${quoted(words.join(' '))} -- "$current"))`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
