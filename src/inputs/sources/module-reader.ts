// Chooses the reader of a source file by its name, and loads a language's parser when its first file comes.

import type { SourceModule } from '../../model/source-module.ts';
import type { SourceFile } from '../../text/source-file.ts';

type Read = (source: SourceFile) => SourceModule;

export async function moduleReader(): Promise<(source: SourceFile) => Promise<SourceModule>> {
  let script: Read | undefined;
  let python: Read | undefined;
  return async (source) => {
    if (/\.pyi?$/.test(source.path)) {
      python ??= (await import('../../model/python/read-module.ts')).readPythonModule;
      return python(source);
    }
    script ??= await (await import('../../model/typescript/read-module.ts')).loadTypeScriptReader();
    return script(source);
  };
}
