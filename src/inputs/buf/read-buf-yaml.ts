// A `buf.yaml` of any version as the modules that it describes. Throws ConfigError, nothing else.

import type { Place } from '../../diagnostics/finding.ts';
import type { SourceFile } from '../../text/source-file.ts';
import type { KeyPath } from '../yaml/yaml-node.ts';
import { readBreakingSection } from './breaking-section.ts';
import { type BufModule, isWithin, joinPaths } from './buf-module.ts';
import { type BufBreakingSection, type BufLintSection, type BufYamlV2, bufYamlV1, bufYamlV2 } from './buf-shape.ts';
import { type ConfigDocument, openDocument } from './config-document.ts';
import { BUF_VERSIONS, type BufVersion } from './lint-rules.ts';
import { isEmptySection, type LintContext, readLintSection } from './lint-section.ts';

export interface BufYaml {
  readonly modules: readonly BufModule[];
  /** Modules of a registry that the files may import from. */
  readonly deps: readonly string[];
}

/** `source.path` tells the folder that the paths in it are relative to; `versions` are those that may stand there. */
export async function readBufYaml(
  source: SourceFile,
  versions: readonly BufVersion[] = BUF_VERSIONS,
): Promise<BufYaml> {
  const document = await openDocument(source, versions);
  const read = document.version === 'v2' ? readV2(document) : readV1(document, document.version);
  document.finish();
  return read;
}

/** What Buf makes of a folder without a `buf.yaml`: a module with everything at its default. */
export function defaultModule(folder: string, place: Place): BufModule {
  const context = { version: 'v1', at: [], hasPlugins: false, resolve: () => [], report: () => {} } as const;
  return {
    roots: [folder],
    includes: [],
    excludes: [],
    lint: readLintSection({}, context),
    breaking: readBreakingSection({}, context),
    place,
  };
}

function readV1(document: ConfigDocument<BufVersion>, version: 'v1beta1' | 'v1'): BufYaml {
  const { folder, report } = document;
  const { build, deps, lint, breaking } = document.shape(bufYamlV1(version));
  const written = (build as { readonly roots?: readonly string[] | null } | undefined)?.roots ?? [];
  const roots = (written.length > 0 ? written : ['']).map((root) => joinPaths(folder, root));
  // Before roots were given up, ignored paths were relative to them.
  const bases = version === 'v1beta1' ? roots : [folder];
  const contextAt = (key: string): LintContext => ({
    version,
    at: [key],
    hasPlugins: false,
    resolve: (path) => bases.map((base) => joinPaths(base, path)),
    report,
  });
  const module: BufModule = {
    roots,
    includes: [],
    excludes: (build?.excludes ?? []).map((path) => joinPaths(folder, path)),
    lint: readLintSection(lint ?? {}, contextAt('lint')),
    breaking: readBreakingSection(breaking ?? {}, contextAt('breaking')),
    place: document.place(written.length > 0 ? ['build', 'roots'] : ['version']),
  };
  return { modules: [module], deps: deps ?? [] };
}

function readV2(document: ConfigDocument<BufVersion>): BufYaml {
  const yaml = document.shape(bufYamlV2());
  const { modules, name, deps } = yaml;
  if (name && modules?.length) {
    document.report(['name'], "'name' cannot stand above the modules", 'name each module in its own entry', 'key');
  }
  const entries = modules?.length ? modules : [{}];
  return { modules: entries.map((entry, i) => moduleOf(document, yaml, entry, i)), deps: deps ?? [] };
}

type ModuleEntry = NonNullable<BufYamlV2['modules']>[number];

function moduleOf(document: ConfigDocument<BufVersion>, yaml: BufYamlV2, entry: ModuleEntry, index: number): BufModule {
  const { folder, report } = document;
  const { path, includes, excludes, lint, breaking } = entry;
  const root = path ?? '';
  const at: KeyPath = ['modules', index];
  const outside = (inner: string) => `'${inner || '.'}' is not inside the module '${root || '.'}'`;
  const inside = (key: 'includes' | 'excludes', paths: readonly string[]) =>
    paths.map((inner, i) => {
      const hint = "name folders inside the module, relative to this file's folder";
      if (inner === root) report([...at, key, i], `'${inner || '.'}' is the module itself`, hint);
      else if (!isWithin(inner, root)) report([...at, key, i], outside(inner), hint);
      return joinPaths(folder, inner);
    });
  const isOwn = !isEmptySection(lint);
  const section: BufLintSection = (isOwn ? lint : yaml.lint) ?? {};
  const isOwnBreaking = !isEmptySection(breaking);
  const breakingSection: BufBreakingSection = (isOwnBreaking ? breaking : yaml.breaking) ?? {};
  const contextOf = (key: string, isOfModule: boolean): LintContext => ({
    version: 'v2',
    at: isOfModule ? [...at, key] : [key],
    hasPlugins: (yaml.plugins?.length ?? 0) > 0,
    // What holds for all modules may name paths of one; a module's own section may not.
    resolve: (ignored) => (isWithin(ignored, root) ? [joinPaths(folder, ignored)] : isOfModule ? outside(ignored) : []),
    report,
  });
  return {
    roots: [joinPaths(folder, root)],
    includes: inside('includes', includes ?? []),
    excludes: inside('excludes', excludes ?? []),
    lint: readLintSection(section, contextOf('lint', isOwn)),
    breaking: readBreakingSection(breakingSection, contextOf('breaking', isOwnBreaking)),
    place: document.place(path === undefined ? at : [...at, 'path']),
  };
}
