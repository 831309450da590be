// Reads `build/toolchain.yaml`: container images and tools with the digests that pin them, as written, and what they generate.
// Whether a digest is complete or true is judged elsewhere.

import * as z from 'zod/mini';
import type { Located, Toolchain, ToolchainPin } from '../../model/contract-set.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { projectPath } from '../config/project-paths.ts';
import { nodeAt, type YamlEntry, type YamlMap } from '../yaml/yaml-node.ts';
import {
  filledText,
  located,
  locatedText,
  locatedTexts,
  type ManifestFile,
  type ReadManifest,
  readManifest,
  tolerantObject,
  versionText,
} from './manifest-file.ts';
import { generatorsSchema, pathOf, readGenerator, refuseBadName } from './read-generators.ts';

export function readToolchain(source: SourceFile): Promise<ReadManifest<Toolchain>> {
  return readManifest(source, toolchainSchema(), (root, file) => {
    const pins = [
      ...entriesOf(root, 'containers').map((entry) => containerPin(entry, source, file)),
      ...entriesOf(root, 'tools').map((entry) => toolPin(entry, file)),
    ];
    const generators = entriesOf(root, 'generators').flatMap((entry) => readGenerator(entry, pins, file) ?? []);
    return { path: source.path, pins, generators };
  });
}

function toolchainSchema() {
  const command = z.exactOptional(z.union([z.array(z.string()), filledText()]));
  const container = tolerantObject({ image: filledText(), digest: z.exactOptional(z.string()), command });
  const perPlatform = z.record(z.string(), z.string());
  const tool = tolerantObject({
    version: versionText(),
    platform: z.exactOptional(filledText()),
    package: z.exactOptional(z.unknown()),
    digest: z.exactOptional(z.string()),
    sha256: z.exactOptional(z.union([z.string(), perPlatform])),
    command,
    libraries: z.exactOptional(perPlatform),
    script: z.exactOptional(projectPath()),
    files: z.exactOptional(z.array(projectPath()).check(z.minLength(1))),
  });
  return tolerantObject({
    toolchain: z.exactOptional(tolerantObject({ name: filledText(), version: versionText() })),
    containers: z.exactOptional(z.record(z.string(), container)),
    tools: z.exactOptional(z.record(z.string(), tool)),
    generators: z.exactOptional(generatorsSchema()),
    forbidden_features: z.exactOptional(z.array(z.string())),
    validations: z.exactOptional(z.array(z.string())),
  });
}

function entriesOf(root: YamlMap, key: string): readonly YamlEntry[] {
  const node = nodeAt(root, [key]);
  return node?.kind === 'map' ? node.entries : [];
}

function containerPin({ key, keySpan, value: node }: YamlEntry, source: SourceFile, file: ManifestFile): ToolchainPin {
  const reference = locatedText(file, node, ['image']);
  const digest = locatedText(file, node, ['digest']);
  const inline = reference && digestInside(reference, source, file);
  const digests = [inline, digest].filter((candidate) => candidate !== undefined);
  const command = locatedTexts(file, nodeAt(node, ['command']));
  return { kind: 'container', name: located(file, key, keySpan), reference, digests, command };
}

/** Of `registry/image:tag@sha256:…` the part behind the `@`. */
function digestInside(image: Located<string>, source: SourceFile, file: ManifestFile): Located<string> | undefined {
  const at = image.value.lastIndexOf('@');
  if (at === -1) return undefined;
  const digest = image.value.slice(at + 1);
  const { start, end } = image.place;
  const offset = source.text.slice(start, end).lastIndexOf(`@${digest}`);
  // Escapes in a quoted text can make it stand there in other characters.
  if (digest === '' || offset === -1) return located(file, digest, image.place);
  return located(file, digest, { start: start + offset + 1, end: start + offset + 1 + digest.length });
}

function toolPin({ key, keySpan, value: node }: YamlEntry, file: ManifestFile): ToolchainPin {
  const sums = nodeAt(node, ['sha256']);
  const perPlatform = sums?.kind === 'map' ? sums.entries.map((entry) => entry.value) : [sums];
  const digests = [nodeAt(node, ['digest']), ...perPlatform].flatMap((sum) => locatedTexts(file, sum));
  const entry = pathOf(locatedText(file, node, ['script']));
  const files = locatedTexts(file, nodeAt(node, ['files'])).flatMap((path) => pathOf(path) ?? []);
  const platform = locatedText(file, node, ['platform']);
  const libraries = nodeAt(node, ['libraries']);
  if (entry || libraries) refuseBadName(key, keySpan, file);
  return {
    kind: 'tool',
    name: located(file, key, keySpan),
    reference: locatedText(file, node, ['version']),
    digests,
    command: locatedTexts(file, nodeAt(node, ['command'])),
    ...(platform && { platform }),
    ...(sums?.kind === 'map' && { digestOf: digestsByKey(sums, file) }),
    ...(libraries?.kind === 'map' && { libraries: digestsByKey(libraries, file) }),
    ...(entry && { script: { entry, files: files.length > 0 ? files : [entry] } }),
  };
}

function digestsByKey(sums: YamlMap, file: ManifestFile): ReadonlyMap<string, Located<string>> {
  return new Map(
    sums.entries.flatMap(({ key, value }) => {
      const digest = locatedText(file, value);
      return digest ? [[key, digest] as const] : [];
    }),
  );
}
