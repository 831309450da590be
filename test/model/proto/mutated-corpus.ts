// What protoc says of thousands of files: it is started for each, by two shells that share the work. Test support.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PROTOC, readVerdict, type Verdict } from './compilers.ts';
import type { ProtoText } from './mutated-files.ts';

const SHELLS = 2;

/** Of each folder and file on its input, what is said goes to `said`, and then the exit code. */
const SCRIPT = `
while read -r folder file; do
  "$0" -I"$folder" "$@" -o/dev/null "$file" 2> "$folder/said"
  echo "$?" > "$folder/status"
done`;

/** What protoc says of each, with the other files of these roots beside it. The folder is empty. */
export async function judgeMany(
  roots: readonly string[],
  folder: string,
  files: readonly ProtoText[],
): Promise<readonly Verdict[]> {
  const lines = files.map(({ path, text }, i) => {
    const own = join(folder, String(i));
    mkdirSync(dirname(join(own, path)), { recursive: true });
    writeFileSync(join(own, path), text);
    return `${own} ${path}\n`;
  });
  const shells = Array.from({ length: SHELLS }, async (_, shell) => {
    const child = spawn('sh', ['-c', SCRIPT, PROTOC, ...roots.map((root) => `-I${root}`)], {
      stdio: ['pipe', 'ignore', 'inherit'],
    });
    child.stdin.end(lines.filter((_line, i) => i % SHELLS === shell).join(''));
    await once(child, 'close');
  });
  await Promise.all(shells);
  return files.map((_, i) => {
    const [said, status] = ['said', 'status'].map((name) => readFileSync(join(folder, String(i), name), 'utf8'));
    return readVerdict(Number(status), said ?? '');
  });
}
