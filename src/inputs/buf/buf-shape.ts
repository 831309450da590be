// What `buf.yaml` and `buf.work.yaml` may hold, per version. Strict where a misspelt key would change what is checked;
// sections that only Buf itself uses are looked at no further than their shape.

import * as z from 'zod/mini';
import { projectPath } from '../config/project-paths.ts';
import type { BufVersion } from './lint-rules.ts';

export type BufLintSection = z.infer<ReturnType<typeof lintV1>> & z.infer<ReturnType<typeof lintV2>>;
export type BufBreakingSection = z.infer<ReturnType<typeof breakingV2>>;
export type BufYamlV2 = z.infer<ReturnType<typeof bufYamlV2>>;

/** v1beta1 and v1 have the same keys, but that v1 gave up several roots. */
export function bufYamlV1(version: Exclude<BufVersion, 'v2'>) {
  const roots = version === 'v1beta1' ? { roots: maybe(z.array(projectPath())) } : {};
  return z.strictObject({
    version: z.literal(version),
    name: maybe(z.string()),
    deps: maybe(z.array(z.string())),
    build: maybe(z.strictObject({ ...roots, excludes: maybe(z.array(projectPath())) })),
    lint: maybe(lintV1()),
    breaking: maybe(breakingV1()),
  });
}

export function bufYamlV2() {
  return z.strictObject({
    version: z.literal('v2'),
    name: maybe(z.string()),
    modules: maybe(
      z.array(
        z.strictObject({
          path: maybe(projectPath()),
          name: maybe(z.string()),
          includes: maybe(z.array(projectPath())),
          excludes: maybe(z.array(projectPath())),
          lint: maybe(lintV2()),
          breaking: maybe(breakingV2()),
        }),
      ),
    ),
    deps: maybe(z.array(z.string())),
    lint: maybe(lintV2()),
    breaking: maybe(breakingV2()),
    plugins: maybe(z.array(unread())),
    policies: maybe(z.array(unread())),
  });
}

export function bufWorkYaml() {
  return z.strictObject({
    version: z.literal('v1'),
    directories: z.array(projectPath()).check(z.minLength(1)),
  });
}

function lintV1() {
  return z.strictObject({ ...lintKeys(), allow_comment_ignores: maybe(z.boolean()) });
}

function lintV2() {
  return z.strictObject({ ...lintKeys(), disallow_comment_ignores: maybe(z.boolean()) });
}

function lintKeys() {
  return {
    use: maybe(z.array(z.string())),
    except: maybe(z.array(z.string())),
    ignore: maybe(z.array(projectPath())),
    ignore_only: maybe(z.record(z.string(), z.nullable(z.array(projectPath())))),
    enum_zero_value_suffix: maybe(z.string()),
    rpc_allow_same_request_response: maybe(z.boolean()),
    rpc_allow_google_protobuf_empty_requests: maybe(z.boolean()),
    rpc_allow_google_protobuf_empty_responses: maybe(z.boolean()),
    service_suffix: maybe(z.string()),
    disable_builtin: maybe(z.boolean()),
  };
}

function breakingV1() {
  return z.strictObject(breakingKeys());
}

function breakingV2() {
  return z.strictObject({ ...breakingKeys(), disable_builtin: maybe(z.boolean()) });
}

function breakingKeys() {
  return {
    use: maybe(z.array(z.string())),
    except: maybe(z.array(z.string())),
    ignore: maybe(z.array(projectPath())),
    ignore_only: maybe(z.record(z.string(), z.nullable(z.array(projectPath())))),
    ignore_unstable_packages: maybe(z.boolean()),
  };
}

function unread() {
  return z.record(z.string(), z.unknown());
}

/** Buf takes a key without a value for one that is not there. */
function maybe<Schema extends z.core.$ZodType>(schema: Schema) {
  return z.exactOptional(z.nullable(schema));
}
