// The completion script for zsh. Static: completing starts no program.

import type { CompletionTable, ValueRow } from './complete-words.ts';

export function zshScript({ rows, values }: CompletionTable): string {
  const commands = [...new Set(['', ...rows.map(({ command }) => command)])];
  const nested = rows.filter(({ word }) => !word.startsWith('-'));
  return `#compdef leyline
# zsh completion for leyline; write it to a file '_leyline' in a folder of your $fpath

_leyline() {
  local command='' previous="\${words[CURRENT-1]}" word
  local -a offered
  for word in "\${(@)words[2,CURRENT-1]}"; do
    case "$command $word" in
${nested.map(({ command, word }) => `      ${quoted(`${command} ${word}`)}) command=${quoted(command === '' ? word : `${command} ${word}`)} ;;`).join('\n')}
    esac
  done
  case "$command $previous" in
${values
  .filter(({ option }) => option !== undefined)
  .map((row) => `    ${quoted(`${row.command} ${row.option}`)}) ${actionOf(row)}${row.isOptional ? '' : '; return'} ;;`)
  .join('\n')}
  esac
  case "$command" in
${commands
  .map((command) => {
    const own = rows.filter((row) => row.command === command);
    const described = own.map(({ word, description }) => quoted(`${word.replaceAll(':', '\\:')}:${description}`));
    const argument = values.find((row) => row.command === command && row.option === undefined);
    return `    ${quoted(command)}) offered=(${described.join(' ')}); _describe 'leyline' offered${argument ? `; ${actionOf(argument)}` : ''} ;;`;
  })
  .join('\n')}
  esac
}

if [ "\${funcstack[1]}" = _leyline ]; then _leyline "$@"; else compdef _leyline leyline; fi
`;
}

function actionOf({ words, wants }: ValueRow): string {
  if (wants === 'files') return '_files';
  if (wants === 'folders') return '_files -/';
  return words.length === 0 ? ':' : `compadd -- ${words.map(quoted).join(' ')}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
