// Packages that import each other in a circle, though no two files do. Linear in the imports of the whole schema.

import type { FileDescriptor, ImportDescriptor } from './proto/schema/descriptor.ts';
import type { Workspace } from './workspace.ts';

/** A package's import of another one, and the first file that makes it. */
export interface PackageImport {
  readonly from: string;
  readonly to: string;
  readonly file: FileDescriptor;
  readonly imported: ImportDescriptor;
}

interface PackageNode {
  readonly name: string;
  readonly imports: Map<PackageNode, PackageImport>;
  readonly importedBy: PackageNode[];
  /** Packages with the same number can all be reached from each other. */
  circle: number;
}

interface PackageGraph {
  readonly nodes: ReadonlyMap<string, PackageNode>;
  /** Only the last search is kept: all of them would fill the memory, and files ask for their own package. */
  search: { readonly start: PackageNode; readonly waysBack: WaysBack } | undefined;
}

/** By package, the next one on a shortest way back. */
type WaysBack = ReadonlyMap<PackageNode, PackageNode>;

/** A way back is looked for among so many imports, and told if it is no longer; a hostile schema has any number. */
const MAX_SEARCHED = 2000;
const MAX_STEPS = 8;

const graphs = new WeakMap<Workspace, PackageGraph>();

/**
 * The imports by which packages lead back to the one of `file` when it makes this import, that one first. Nothing when
 * there is no way back; the last step is left out where the way is too long to tell.
 */
export function packageCycle(
  workspace: Workspace,
  file: FileDescriptor,
  imported: ImportDescriptor,
): readonly PackageImport[] | undefined {
  if (!countsBetween(file, imported)) return undefined;
  const graph = graphOf(workspace);
  const start = graph.nodes.get(file.package);
  const next = graph.nodes.get(imported.file?.package ?? '');
  if (!start || !next || start.circle !== next.circle) return undefined;
  if (graph.search?.start !== start) graph.search = { start, waysBack: searchWaysBack(start) };
  const { waysBack } = graph.search;
  const steps: PackageImport[] = [{ from: start.name, to: next.name, file, imported }];
  for (let at = next; at !== start && steps.length < MAX_STEPS; ) {
    const onwards = waysBack.get(at);
    const step = onwards && at.imports.get(onwards);
    if (!step) break;
    steps.push(step);
    at = onwards;
  }
  return steps;
}

/** Options leave nothing behind that a package would need, and files without a package are in none. */
function countsBetween(file: FileDescriptor, { file: other, isOption }: ImportDescriptor): boolean {
  return (
    !isOption && other !== undefined && file.package !== '' && other.package !== '' && file.package !== other.package
  );
}

function graphOf(workspace: Workspace): PackageGraph {
  let graph = graphs.get(workspace);
  if (!graph) {
    graph = { nodes: packageNodes(workspace), search: undefined };
    graphs.set(workspace, graph);
  }
  return graph;
}

function packageNodes(workspace: Workspace): ReadonlyMap<string, PackageNode> {
  const nodes = new Map<string, PackageNode>();
  const nodeOf = (name: string): PackageNode => {
    let node = nodes.get(name);
    if (!node) {
      node = { name, imports: new Map(), importedBy: [], circle: 0 };
      nodes.set(name, node);
    }
    return node;
  };
  for (const file of workspace.schema.values()) {
    for (const imported of file.imports) {
      if (!imported.file || !countsBetween(file, imported)) continue;
      const from = nodeOf(file.package);
      const to = nodeOf(imported.file.package);
      if (from.imports.has(to)) continue;
      from.imports.set(to, { from: from.name, to: to.name, file, imported });
      to.importedBy.push(from);
    }
  }
  numberCircles([...nodes.values()]);
  return nodes;
}

/** Breadth first, against the imports. */
function searchWaysBack(start: PackageNode): WaysBack {
  const waysBack = new Map<PackageNode, PackageNode>();
  const queue = [start];
  let searched = 0;
  for (const node of queue) {
    for (const from of node.importedBy) {
      searched += 1;
      if (searched > MAX_SEARCHED) return waysBack;
      if (from === start || from.circle !== start.circle || waysBack.has(from)) continue;
      waysBack.set(from, node);
      queue.push(from);
    }
  }
  return waysBack;
}

interface Visit {
  readonly node: PackageNode;
  readonly waiting: Iterator<PackageNode>;
}

/** Strongly connected components, in two passes: in the order of leaving along imports, then against them. */
function numberCircles(nodes: readonly PackageNode[]): void {
  const seen = new Set<PackageNode>();
  const left: PackageNode[] = [];
  for (const root of nodes) {
    if (seen.has(root)) continue;
    seen.add(root);
    const trail: Visit[] = [{ node: root, waiting: root.imports.keys() }];
    for (let visit = trail.at(-1); visit; visit = trail.at(-1)) {
      const { done, value } = visit.waiting.next();
      if (done) {
        left.push(visit.node);
        trail.pop();
      } else if (!seen.has(value)) {
        seen.add(value);
        trail.push({ node: value, waiting: value.imports.keys() });
      }
    }
  }
  let circle = 0;
  for (const root of left.reverse()) {
    if (root.circle !== 0) continue;
    circle += 1;
    root.circle = circle;
    const waiting = [root];
    for (let node = waiting.pop(); node; node = waiting.pop()) {
      for (const from of node.importedBy) {
        if (from.circle !== 0) continue;
        from.circle = circle;
        waiting.push(from);
      }
    }
  }
}
