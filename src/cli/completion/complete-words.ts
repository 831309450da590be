// What can be written at each place of the command line, as the rows that all three shells' scripts are made of.

import { allCommands, type DescribedCommand, type DescribedValue } from './describe-program.ts';

export interface CompletionRow {
  /** Words of the commands before it, with blanks between: `golden verify`; empty for the program itself. */
  readonly command: string;
  /** What it says to write, without a leading `-` a command. */
  readonly word: string;
  readonly description: string;
}

export interface ValueRow {
  readonly command: string;
  /** Of an option; nothing for an argument. */
  readonly option: string | undefined;
  readonly words: readonly string[];
  readonly wants: 'words' | 'files' | 'folders' | 'nothing';
  /** An option whose value may be left out. */
  readonly isOptional: boolean;
}

export interface CompletionTable {
  readonly rows: readonly CompletionRow[];
  readonly values: readonly ValueRow[];
}

export function completionTable(program: DescribedCommand, ruleIds: readonly string[]): CompletionTable {
  const rows: CompletionRow[] = [];
  const values: ValueRow[] = [];
  for (const { path, options, commands, arguments: args } of allCommands(program)) {
    const command = path.slice(1).join(' ');
    for (const child of commands) {
      rows.push({ command, word: child.path.at(-1) ?? '', description: child.description });
    }
    for (const { short, long, description, value } of options) {
      for (const word of [long, short]) {
        if (word === undefined) continue;
        rows.push({ command, word, description });
        if (value) values.push({ command, option: word, ...wantsOf(value, ruleIds), isOptional: !value.isRequired });
      }
    }
    const [first] = args;
    if (path.at(-1) === 'help') {
      rows.push(...helpRows(program, command));
    } else if (first) {
      const { value, isVariadic } = first;
      const wants = value.kind === 'text' && !value.words && isVariadic ? FILES : wantsOf(value, ruleIds);
      values.push({ command, option: undefined, ...wants, isOptional: true });
    }
  }
  return { rows, values };
}

/** Behind `help` stand the names of commands, and behind that of a group those of its parts. */
function helpRows({ commands }: DescribedCommand, command: string): readonly CompletionRow[] {
  return commands.flatMap((child) => {
    const word = child.path.at(-1) ?? '';
    return [{ command, word, description: child.description }, ...helpRows(child, `${command} ${word}`)];
  });
}

const FILES = { words: [], wants: 'files' } as const;

function wantsOf({ words, kind }: DescribedValue, ruleIds: readonly string[]): Pick<ValueRow, 'words' | 'wants'> {
  if (words) return { words, wants: 'words' };
  if (kind === 'rule') return { words: ruleIds, wants: 'words' };
  if (kind === 'file') return FILES;
  return { words: [], wants: kind === 'folder' ? 'folders' : 'nothing' };
}
