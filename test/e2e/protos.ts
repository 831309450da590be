// Small .proto files whose findings the tests know.

/** A file with one message; its package is `<name>.v1`. */
export function proto(name: string, ...body: readonly string[]): string {
  return `syntax = "proto3";\n\npackage ${name}.v1;\n\nmessage Packet {\n${body.map((line) => `  ${line}\n`).join('')}}\n`;
}

export const GOOD = 'uint64 retry_count = 1;';
export const FLOAT = 'float retry_count = 1;';
export const MAP = 'map<string, int32> scores = 2;';

/** What `--format compact` says of FLOAT, the first line of its message. */
export function floatAt(path: string, line = 6): string {
  return `${path}:${line}:3: error: counter 'retry_count' is a float [no-float-counters]`;
}
