// Checks of import statements: paths that protobuf allows, files that exist, no circles.

import { type CompileFinding, hasSyntaxFlaw } from './compile-checks.ts';
import type { Declarations, DraftImport } from './declarations.ts';
import type { FileDescriptor } from './descriptor.ts';

/** Returns the files in the order in which compilers read them: what a file imports comes before it. */
export function checkImports(
  declared: ReadonlyMap<string, Declarations>,
  flaws: CompileFinding[],
): readonly FileDescriptor[] {
  for (const from of declared.values()) {
    const seen = new Set<string>();
    for (const imported of from.imports) {
      const at = imported.node.path;
      const file = from.file.node;
      const flaw = pathFlaw(imported.path);
      if (hasSyntaxFlaw(from.file, { start: at.start, end: at.end - 1 })) {
        imported.file = undefined;
      } else if (flaw) {
        imported.file = undefined;
        const help = 'import paths are relative to an import root and use single slashes';
        flaws.push({ check: 'unresolved-import', file, at, message: flaw, help });
      } else if (seen.has(imported.path)) {
        flaws.push({ check: 'unresolved-import', file, at, message: `'${imported.path}' is imported twice` });
      } else if (!imported.file) {
        const help = 'check the path; import roots are contracts.root and contracts.imports of leyline.yaml';
        flaws.push({ check: 'unresolved-import', file, at, message: `'${imported.path}' is not found`, help });
      }
      seen.add(imported.path);
    }
  }
  const order = breakCycles(declared, flaws);
  const lite = new Set(order.filter(isLite));
  if (lite.size > 0) for (const { file, imports } of declared.values()) checkLite(file, imports, lite, flaws);
  return order;
}

/** Nearly all paths: names that begin with a letter, between single slashes. */
const IS_PLAIN = /^(?:[A-Za-z_][\w.+-]*\/)*[A-Za-z_][\w.+-]*$/;

/** What makes a path one that protobuf refuses, whether or not a file is there. */
export function pathFlaw(path: string): string | undefined {
  if (IS_PLAIN.test(path)) return undefined;
  if (path === '') return 'import path is empty';
  if (path.includes('\\')) return `import path '${path}' has a backslash`;
  if (path.includes('\0')) return 'import path has a NUL character';
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return `import path '${path}' is absolute`;
  const parts = path.split('/');
  if (parts.includes('..')) return `import path '${path}' leaves its root with '..'`;
  if (parts.includes('.') || parts.includes('')) return `import path '${path}' has an empty or '.' part`;
  return undefined;
}

/** Reports each import that closes a circle, and cuts it, so that nothing later can run in circles. */
function breakCycles(declared: ReadonlyMap<string, Declarations>, flaws: CompileFinding[]): readonly FileDescriptor[] {
  const done = new Set<FileDescriptor>();
  for (const { file } of declared.values()) if (!done.has(file)) walk(file, done, flaws);
  return [...done];
}

/** Generated code for the full runtime cannot use that for the lite one. */
function checkLite(
  file: FileDescriptor,
  imports: readonly DraftImport[],
  lite: ReadonlySet<FileDescriptor>,
  flaws: CompileFinding[],
): void {
  if (lite.has(file)) return;
  for (const { file: imported, node, path } of imports) {
    if (!imported || !lite.has(imported)) continue;
    const message = `'${path}' is for the lite runtime, and this file is not`;
    const help = 'set the same optimize_for in both';
    flaws.push({ check: 'invalid-option', file: file.node, at: node.path, message, help });
  }
}

function isLite({ node }: FileDescriptor): boolean {
  for (const element of node.body) {
    if (element.kind !== 'option' || element.name[0]?.text !== 'optimize_for') continue;
    return element.value.kind === 'ident' && element.value.text === 'LITE_RUNTIME';
  }
  return false;
}

interface Step {
  readonly file: FileDescriptor;
  next: number;
}

function walk(root: FileDescriptor, done: Set<FileDescriptor>, flaws: CompileFinding[]): void {
  const trail: Step[] = [{ file: root, next: 0 }];
  const open = new Map([[root, 0]]);
  for (let step = trail.at(-1); step; step = trail.at(-1)) {
    const imported = step.file.imports[step.next++] as DraftImport | undefined;
    const start = imported?.file ? open.get(imported.file) : undefined;
    if (!imported) {
      done.add(step.file);
      open.delete(step.file);
      trail.pop();
    } else if (start !== undefined) {
      const message = `files import each other in a circle: ${circle(trail, start, imported.path)}`;
      flaws.push({ check: 'import-cycle', file: step.file.node, at: imported.node.path, message });
      imported.file = undefined;
    } else if (imported.file && !done.has(imported.file)) {
      open.set(imported.file, trail.length);
      trail.push({ file: imported.file, next: 0 });
    }
  }
}

const MAX_SHOWN = 8;

/** Of a long circle, the ends: that is where it has to be cut. */
function circle(trail: readonly Step[], start: number, closing: string): string {
  const shown = (steps: readonly Step[]) => steps.map(({ file }) => file.importPath);
  const isLong = trail.length - start > MAX_SHOWN;
  const names = isLong
    ? [...shown(trail.slice(start, start + MAX_SHOWN / 2)), '…', ...shown(trail.slice(-MAX_SHOWN / 2))]
    : shown(trail.slice(start));
  return [...names, closing].join(' → ');
}
