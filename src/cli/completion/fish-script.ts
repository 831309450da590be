// The completion script for fish. Static: completing starts no program.

import type { CompletionTable } from './complete-words.ts';

export function fishScript({ rows, values }: CompletionTable): string {
  const lines = rows.map(({ command, word, description }) => {
    const value = values.find((row) => row.command === command && row.option === word);
    const condition = `-n ${quoted(conditionOf(command, rows))}`;
    const name = word.startsWith('--')
      ? `-l ${word.slice(2)}`
      : word.startsWith('-')
        ? `-s ${word.slice(1)}`
        : `-a ${quoted(word)}`;
    const takes =
      value === undefined
        ? ''
        : value.wants === 'words'
          ? ` -x -a ${quoted(value.words.join(' '))}`
          : value.wants === 'folders'
            ? " -x -a '(__fish_complete_directories)'"
            : value.isOptional
              ? ''
              : value.wants === 'files'
                ? ' -r -F'
                : ' -x';
    return `complete -c leyline ${condition} ${name}${takes} -d ${quoted(description)}`;
  });
  const args = values
    .filter(({ option }) => option === undefined)
    .map(({ command, words, wants }) => {
      const what = wants === 'files' ? '-F' : `-a ${quoted(words.join(' '))}`;
      return `complete -c leyline -n ${quoted(conditionOf(command, rows))} ${what}`;
    });
  return `# fish completion for leyline; write it to ~/.config/fish/completions/leyline.fish

complete -c leyline -f
${[...lines, ...args].join('\n')}
`;
}

function conditionOf(command: string, rows: CompletionTable['rows']): string {
  if (command === '') return '__fish_use_subcommand';
  const words = command.split(' ');
  const seen = words.map((word) => `__fish_seen_subcommand_from ${word}`);
  // `help` is a word behind itself.
  const inner = rows
    .filter((row) => row.command === command && !row.word.startsWith('-') && !words.includes(row.word))
    .map(({ word }) => word);
  return [...seen, ...(inner.length > 0 ? [`not __fish_seen_subcommand_from ${inner.join(' ')}`] : [])].join('; and ');
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
