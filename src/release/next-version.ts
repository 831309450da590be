// The files of the next version: those of now under its name. Package, imports, names of types and the options that name
// packages of other languages are rewritten; nothing else, comments least of all.

import type { ContractSet } from '../model/contract-set.ts';
import type { FileDescriptor } from '../model/proto/schema/descriptor.ts';
import { optionNode } from '../model/proto/schema/options.ts';
import { nameUses } from '../model/references.ts';
import type { Workspace } from '../model/workspace.ts';
import { applyEdits, type TextEdit } from '../text/edit.ts';
import { Refusal } from './refusal.ts';

export interface NextVersion {
  readonly from: string;
  readonly to: string;
  /** Of the version that is succeeded, as they are now. */
  readonly files: readonly FileDescriptor[];
  readonly schema: ReadonlyMap<string, FileDescriptor>;
  readonly contracts: ContractSet;
}

/** Names of packages in other languages. */
const PACKAGE_OPTIONS = [
  'go_package',
  'java_package',
  'csharp_namespace',
  'objc_class_prefix',
  'php_namespace',
  'php_metadata_namespace',
  'php_class_prefix',
  'ruby_package',
  'swift_prefix',
];

/** Texts by the path of the file that each is made from. */
export function nextTexts(next: NextVersion): ReadonlyMap<string, string> {
  const { files, schema, contracts } = next;
  const own = new Set(files.map(({ path }) => path));
  const edits = new Map<string, TextEdit[]>(files.map((file) => [file.path, fileEdits(file, next)]));
  const workspace: Workspace = { files, schema, contracts, isComplete: true };
  for (const { path, start, end, text, target } of nameUses(workspace)) {
    const list = edits.get(path);
    if (!list || !own.has(target.file.path)) continue;
    const renamed = renamedReference(text, target.fullName, target.file.package, next);
    if (renamed !== text) list.push({ start, end, text: renamed });
  }
  return new Map(
    files.map(({ path, source }) => [path, applyEdits(source.text, withoutRepeats(edits.get(path) ?? []))]),
  );
}

/** `acme.job.v2` → `acme.job.v3`. */
export function nextPackage(name: string, { from, to }: Pick<NextVersion, 'from' | 'to'>): string {
  const parts = name.split('.');
  const at = parts.lastIndexOf(from);
  return at === -1 ? name : parts.with(at, to).join('.');
}

function fileEdits(file: FileDescriptor, next: NextVersion): TextEdit[] {
  const { from, to } = next;
  const name = file.node.package?.name;
  const renamed = nextPackage(file.package, next);
  if (!name || renamed === file.package) {
    const hint = `give packages a part '${from}', or raise the version in the manifest by hand`;
    const at = { path: file.path, start: name?.start ?? 0, end: name?.end ?? 0 };
    throw new Refusal(`package '${file.package}' does not name its version, so it cannot be had twice`, hint, at);
  }
  const edits: TextEdit[] = [{ start: name.start, end: name.end, text: renamed }];
  for (const { path, node } of file.imports) {
    if (!path.startsWith(`${from}/`)) continue;
    edits.push({ start: node.path.start, end: node.path.end, text: `"${to}${path.slice(from.length)}"` });
  }
  for (const option of PACKAGE_OPTIONS) {
    const value = optionNode(file.options, option)?.value;
    if (!value) continue;
    const written = file.source.text.slice(value.start, value.end);
    const text = renamedWords(written, from, to);
    if (text !== written) edits.push({ start: value.start, end: value.end, text });
  }
  return edits;
}

/** The version wherever it stands as a word or ends one, in either case: `x/v2;xv2`, `Acme.V2`. */
function renamedWords(text: string, from: string, to: string): string {
  const word = new RegExp(`${from.replace(/[.-]/g, '\\$&')}(?![0-9])`, 'gi');
  return text.replace(word, (found) => (found[0] === from[0] ? to : to[0]?.toUpperCase() + to.slice(1)));
}

/** A name as written, of which the package may be there in part: the version is renamed where it is. */
function renamedReference(text: string, fullName: string, packageName: string, next: NextVersion): string {
  const written = text.replace(/^\./, '').split('.');
  const at = packageName.split('.').lastIndexOf(next.from) - (fullName.split('.').length - written.length);
  if (at < 0 || written[at] !== next.from) return text;
  return `${text.startsWith('.') ? '.' : ''}${written.with(at, next.to).join('.')}`;
}

/** A name can be asked for twice, such as that of an extended message. */
function withoutRepeats(edits: readonly TextEdit[]): readonly TextEdit[] {
  return [...new Map(edits.map((edit) => [`${edit.start} ${edit.end}`, edit])).values()];
}
