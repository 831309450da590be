// A Python file as a SourceModule. Never throws, whatever the text is; reads nothing else.

import type { SourceFile } from '../../text/source-file.ts';
import type { ModuleExport, SourceModule } from '../source-module.ts';
import { dottedPaths } from './dotted-paths.ts';
import { ModuleDraft } from './module-draft.ts';
import { readStatements } from './read-statement.ts';
import { TokenCursor } from './token-cursor.ts';
import { tokenize } from './tokenize.ts';
import * as T from './tokens.ts';

export function readPythonModule(source: SourceFile): SourceModule {
  const tokens = tokenize(source.text);
  const cursor = new TokenCursor(tokens);
  const draft = new ModuleDraft();
  for (;;) {
    readStatements({ cursor, draft });
    if (cursor.kind === T.END) break;
    cursor.next();
  }
  const types = draft.types.filter((type) => type !== undefined);
  const { listed } = draft;
  return {
    source,
    language: 'python',
    flaws: cursor.flaws.sort((a, b) => a.start - b.start),
    comments: tokens.comments,
    scopes: draft.scopes,
    bindings: draft.bindings,
    imports: draft.imports,
    exports: [...draft.exports, ...exportsOf(draft)],
    calls: draft.calls.sort((a, b) => a.start - b.start || a.end - b.end),
    types: listed
      ? types.map((type) => (type.scope === 0 ? { ...type, isExported: listed.has(type.name) } : type))
      : types,
    wireCode: draft.wireCode,
  };
}

/** Both at once: what two chunks of the command share, neither gets at fast. */
export const python = { read: readPythonModule, pathsIn: dottedPaths };

/** Every name of a module can be imported from it, and what it has imported itself, too. */
function exportsOf({ bindings, imports }: ModuleDraft): ModuleExport[] {
  return bindings
    .filter(({ scope }) => scope === 0)
    .map(({ name, kind, refersTo, start, end }) => {
      const imported = kind === 'import' ? imports[refersTo ?? -1] : undefined;
      if (!imported)
        return { name, value: { kind: 'name', name, scope: 0, start, end }, isTypeOnly: false, start, end };
      const { below, isTypeOnly } = imported;
      const specifier = below ? name : imported.specifier;
      return { name, from: { specifier, imported: imported.imported }, isTypeOnly, start, end };
    });
}
