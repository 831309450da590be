// Paths as GitHub wants them, from the root of the repository; Leyline's begin at the folder of its configuration.

import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

const CONFIGURATIONS = ['leyline.yaml', 'leyline.yml', 'buf.work.yaml', 'buf.yaml'];

/** What stands before each path; `''` where the project is the whole repository. */
export function folderPrefix(folder, workspace) {
  let root = folder;
  const hasConfiguration = (at) => CONFIGURATIONS.some((name) => existsSync(join(at, name)));
  while (!hasConfiguration(root) && root !== workspace && root !== dirname(root)) root = dirname(root);
  const path = relative(workspace, hasConfiguration(root) ? root : folder)
    .split(sep)
    .join('/');
  return path === '' || path.startsWith('..') ? '' : `${path}/`;
}

export function prefixAnnotations(text, prefix) {
  const escaped = prefix.replace(/[%:,]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  return text.replace(/^(::(?:error|warning|notice) file=)/gm, (start) => start + escaped);
}

export function prefixSarif(text, prefix) {
  if (prefix === '') return text;
  const encoded = encodeURI(prefix);
  const isOurs = (value) => value?.uriBaseId === '%SRCROOT%' && typeof value.uri === 'string';
  return JSON.stringify(
    JSON.parse(text, (_, value) => (isOurs(value) ? { ...value, uri: encoded + value.uri } : value)),
  );
}
