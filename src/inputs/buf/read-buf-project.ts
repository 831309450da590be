// A Buf project as a whole: the modules of a `buf.yaml`, or those of a `buf.work.yaml`, each with its own `buf.yaml`.
// Throws a UserError for what cannot be understood.

import { UserError } from '../../diagnostics/user-error.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { type FileTree, isReadFailure } from '../files/file-tree.ts';
import { type BufModule, isWithin } from './buf-module.ts';
import { bufWorkYaml } from './buf-shape.ts';
import { type ConfigDocument, openDocument } from './config-document.ts';
import { type BufName, WORKSPACE_NAME } from './find-buf.ts';
import { type BufYaml, defaultModule, readBufYaml } from './read-buf-yaml.ts';

export interface BufProject extends BufYaml {
  /** The file that the project was found by. */
  readonly source: SourceFile;
}

export async function readBufProject(tree: FileTree, name: BufName): Promise<BufProject> {
  const source = await read(tree, name);
  if (name !== WORKSPACE_NAME) return { ...(await readBufYaml(source)), source };
  if (tree.has('buf.yaml')) {
    const hint = "name the folder's modules in one of them, and remove the other";
    throw new UserError(`${WORKSPACE_NAME} and buf.yaml cannot stand in one folder`, { hint, place: name });
  }
  const document = await openDocument(source, ['v1']);
  const { directories } = document.shape(bufWorkYaml());
  checkDirectories(directories, document);
  const yamls = await Promise.all(directories.map((folder, i) => moduleIn(tree, folder, document, i)));
  return { modules: yamls.flatMap(({ modules }) => modules), deps: yamls.flatMap(({ deps }) => deps), source };
}

function checkDirectories(directories: readonly string[], { report, finish }: ConfigDocument<string>): void {
  directories.forEach((folder, i) => {
    const hint = 'name folders that lie beside each other';
    const around = directories.find((other) => other !== folder && other !== '' && isWithin(folder, other));
    if (folder === '') report(['directories', i], 'a workspace cannot name its own folder', hint);
    else if (directories.indexOf(folder) < i) report(['directories', i], `'${folder}' is named twice`, hint);
    else if (around !== undefined) report(['directories', i], `'${folder}' lies in '${around}'`, hint);
  });
  finish();
}

async function moduleIn(tree: FileTree, folder: string, document: ConfigDocument<string>, i: number): Promise<BufYaml> {
  const path = `${folder}/buf.yaml`;
  const place = document.place(['directories', i]);
  if (!tree.has(path)) return { modules: [defaultModule(folder, place)], deps: [] };
  const { modules, deps } = await readBufYaml(await read(tree, path), ['v1beta1', 'v1']);
  return { modules: modules.map((module): BufModule => ({ ...module, place })), deps };
}

async function read(tree: FileTree, path: string): Promise<SourceFile> {
  const text = (await tree.readMany([path])).get(path);
  if (text === undefined) throw new UserError(`${path} does not exist`);
  if (isReadFailure(text)) throw new UserError(text.message, { hint: 'check that it is the right file', place: path });
  return text;
}
