// Turns the words of a generator's `args` into the arguments of one run. Pure; a word stays one argument whatever is in it.

export interface RunPaths {
  /** The contract root, the other import roots, and the well-known files, as the generator sees them. */
  readonly contracts: string;
  readonly imports: readonly string[];
  readonly wellKnown: string;
  /** The folder that it writes. */
  readonly out: string;
  /** What it makes code of. */
  readonly files: readonly string[];
}

export function expandArguments(words: readonly string[], paths: RunPaths): readonly string[] {
  return words.flatMap((word) => {
    if (word === '{files}') return paths.files;
    const each = word.includes('{imports}') ? paths.imports : [''];
    return each.map((folder) => replaced(word, folder, paths));
  });
}

function replaced(word: string, imported: string, { contracts, wellKnown, out }: RunPaths): string {
  return word.replace(/\{(contracts|imports|well-known|out)\}/g, (_, name: string) => {
    if (name === 'contracts') return contracts;
    if (name === 'imports') return imported;
    return name === 'out' ? out : wellKnown;
  });
}
