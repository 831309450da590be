// The text of `leyline.yaml` as a Config whose every value can be pointed at. Throws ConfigError, nothing else.

import type { Place } from '../../diagnostics/finding.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { checkShape } from '../shape/check-shape.ts';
import { parseYaml } from '../yaml/parse-yaml.ts';
import { type KeyPath, keySpanAt, spanAt } from '../yaml/yaml-node.ts';
import { ConfigError } from './config-error.ts';
import type { KnownRules } from './rule-settings.ts';
import { type Config, configSchema } from './schema.ts';

export interface ParsedConfig {
  readonly config: Config;
  readonly source: SourceFile;
  /** The place of the value at a path such as `['exceptions', 0]`; of what surrounds it where it is not written. */
  readonly locate: (path: KeyPath) => Place;
  /** The place of the key that ends the path. */
  readonly locateKey: (path: KeyPath) => Place;
}

/** `path` is the file's path relative to the project root; an empty text is an empty configuration. */
export async function parseConfig(text: string, path: string, known: KnownRules): Promise<ParsedConfig> {
  const source: SourceFile = { path, text };
  const { root, problems } = await parseYaml(text);
  if (problems.length > 0) throw new ConfigError(source, problems);
  const locate = (keys: KeyPath): Place => ({ path, ...spanAt(root, keys) });
  const locateKey = (keys: KeyPath): Place => ({ path, ...keySpanAt(root, keys) });
  if (!root) return { config: {}, source, locate, locateKey };
  const shaped = checkShape(configSchema(known), root);
  if (!shaped.value) throw new ConfigError(source, shaped.problems);
  return { config: shaped.value, source, locate, locateKey };
}
