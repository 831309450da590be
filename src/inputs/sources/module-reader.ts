// Chooses the reader of a source file by its name. A language's parser is loaded when its first file is at hand.

import type { SourceModule } from '../../model/source-module.ts';
import type { SourceFile } from '../../text/source-file.ts';

type Read = (source: SourceFile) => SourceModule;
type Python = typeof import('../../model/python/read-module.ts').python;

export interface ModuleReader {
  /** To be awaited before files of the same language are read. */
  load(path: string): Promise<void>;
  read(source: SourceFile): SourceModule;
  /** Every `a.b.c` that a text of Python writes. */
  pathsIn(text: string): readonly (readonly string[])[];
}

export function moduleReader(): ModuleReader {
  let script: Read | undefined;
  let python: Python | undefined;
  return {
    async load(path) {
      if (isPython(path)) python ??= (await import('../../model/python/read-module.ts')).python;
      else script ??= await (await import('../../model/typescript/read-module.ts')).loadTypeScriptReader();
    },
    read(source) {
      const read = isPython(source.path) ? python?.read : script;
      if (!read) throw new Error(`no parser is loaded for ${source.path}`);
      return read(source);
    },
    pathsIn: (text) => python?.pathsIn(text) ?? [],
  };
}

export function isPython(path: string): boolean {
  return path.endsWith('.py') || path.endsWith('.pyi');
}
