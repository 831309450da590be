// Reads `generators:` of `build/toolchain.yaml`: what makes code of the contracts, and from which pins. Runs nothing.

import { posix } from 'node:path';
import * as z from 'zod/mini';
import type { Generator, Located, ToolchainPin } from '../../model/contract-set.ts';
import { nearest } from '../../text/nearest.ts';
import type { Span } from '../../text/source-file.ts';
import { projectPath } from '../config/project-paths.ts';
import { nodeAt, type YamlEntry } from '../yaml/yaml-node.ts';
import { filledText, located, locatedText, locatedTexts, type ManifestFile, tolerantObject } from './manifest-file.ts';

/** What a word of `args` may hold; `{files}` and `{imports}` make several words of one. */
export const PLACEHOLDERS = ['contracts', 'imports', 'well-known', 'files', 'out'] as const;

const LONGEST_SECONDS = 3600;
const USUAL_SECONDS = 120;

export function generatorsSchema() {
  const generator = tolerantObject({
    language: z.exactOptional(filledText()),
    tool: z.exactOptional(filledText()),
    container: z.exactOptional(filledText()),
    uses: z.exactOptional(z.array(filledText())),
    args: z.array(z.string()),
    inputs: z.array(projectPath()).check(z.minLength(1)),
    output: projectPath(),
    keep: z.exactOptional(z.array(filledText())),
    headers: z.exactOptional(z.boolean()),
    timeout: z.exactOptional(z.int().check(z.minimum(1), z.maximum(LONGEST_SECONDS))),
  });
  return z.record(filledText(), generator);
}

/** Tools and generators whose files stand below a folder of their name. */
export function refuseBadName(name: string, span: Span, file: ManifestFile): boolean {
  if (/^[A-Za-z0-9][\w.-]{0,99}$/.test(name)) return false;
  const hint = "use letters, digits, '-', '_' and '.'";
  file.report({ message: `'${name}' cannot be the name of a folder`, hint, span });
  return true;
}

/** Nothing for one with mistakes; those that the schema cannot see are reported here. */
export function readGenerator(
  { key, keySpan, value: node }: YamlEntry,
  pins: readonly ToolchainPin[],
  file: ManifestFile,
): Generator | undefined {
  const tool = locatedText(file, node, ['tool']);
  const container = locatedText(file, node, ['container']);
  const output = pathOf(locatedText(file, node, ['output']));
  const inputs = locatedTexts(file, nodeAt(node, ['inputs'])).flatMap((input) => pathOf(input) ?? []);
  const args = nodeAt(node, ['args']);
  const words = args?.kind === 'list' ? locatedTexts(file, args) : [];
  const runs = tool ?? container;
  if (!runs || (tool && container)) {
    const hint = "write 'tool:' or 'container:' with the name of one that is pinned above";
    const message = runs
      ? `generator '${key}' names both a tool and a container`
      : `generator '${key}' does not say what to run`;
    file.report({ message, hint, span: keySpan });
    return undefined;
  }
  const kind = tool ? 'tool' : 'container';
  const uses = locatedTexts(file, nodeAt(node, ['uses']));
  if (kind === 'container' && uses[0]) {
    const hint = 'put all that it needs into the image';
    file.report({ message: 'a container uses no local tools', hint, span: uses[0].place });
  }
  const names = (of: ToolchainPin['kind']) => pins.filter((pin) => pin.kind === of).map(({ name }) => name.value);
  let isSound = !refuseBadName(key, keySpan, file);
  for (const [wanted, of] of [[runs, kind] as const, ...uses.map((use) => [use, 'tool'] as const)]) {
    if (names(of).includes(wanted.value)) continue;
    isSound = false;
    const hint = names(of).length > 0 ? among(wanted.value, names(of)) : `pin one under '${of}s:'`;
    file.report({ message: `there is no ${of} '${wanted.value}'`, hint, span: wanted.place });
  }
  for (const word of words) isSound = isKnown(word, file) && isSound;
  if (!output || inputs.length === 0 || !args || !isSound) return undefined;
  const isGits = output.value.split('/').includes('.git');
  if (output.value === '' || isGits) {
    const hint = 'give what is generated a folder of its own; nothing else may lie there';
    const message = isGits ? 'this folder is for git alone' : 'this is the project folder itself';
    file.report({ message, hint, span: output.place });
    return undefined;
  }
  const seconds = nodeAt(node, ['timeout']);
  const headers = nodeAt(node, ['headers']);
  return {
    name: located(file, key, keySpan),
    runs,
    kind,
    uses,
    args: words,
    inputs,
    output,
    keep: locatedTexts(file, nodeAt(node, ['keep'])),
    hasHeaders: headers?.kind !== 'scalar' || headers.value !== false,
    timeoutSeconds: seconds?.kind === 'scalar' && typeof seconds.value === 'number' ? seconds.value : USUAL_SECONDS,
  };
}

/** A path below the project or the contract root, normalized; nothing for one that the schema has refused. */
export function pathOf(text: Located<string> | undefined): Located<string> | undefined {
  if (!text) return undefined;
  const path = posix.normalize(text.value).replace(/\/$/, '');
  if (path.startsWith('/') || path.split('/').includes('..')) return undefined;
  return { ...text, value: path === '.' ? '' : path };
}

function isKnown(word: Located<string>, file: ManifestFile): boolean {
  for (const [written, name = ''] of word.value.matchAll(/\{([a-z][a-z-]*)\}/g)) {
    const known: readonly string[] = PLACEHOLDERS;
    if (!known.includes(name)) {
      file.report({ message: `unknown placeholder '${written}'`, hint: among(name, known), span: word.place });
      return false;
    }
    if (name === 'files' && word.value !== written) {
      const hint = "write it as a word of its own: '{files}'";
      file.report({ message: "'{files}' stands for several words", hint, span: word.place });
      return false;
    }
  }
  return true;
}

function among(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  return near === undefined ? `it is one of ${known.join(', ')}` : `did you mean '${near}'?`;
}
