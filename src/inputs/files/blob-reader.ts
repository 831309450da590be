// One `git cat-file --batch` process that answers requests for object contents in the order they were made.
// Settles every request, also when git dies; interprets no content.

import { GIT_SETTINGS, gitOptions } from './git-process.ts';

export type Blob =
  | { readonly kind: 'content'; readonly bytes: Buffer }
  | { readonly kind: 'too-large'; readonly size: number }
  | { readonly kind: 'missing' }
  | { readonly kind: 'failed'; readonly reason: string };

export interface BlobReader {
  /** `id` is an object's full hexadecimal id. */
  read(id: string): Promise<Blob>;
  close(): Promise<void>;
}

interface Answer {
  readonly size: number;
  /** Undefined for content that is too large to keep. */
  readonly parts: Buffer[] | undefined;
  /** Of the content and the line feed after it. */
  left: number;
}

const LINE_FEED = 0x0a;

export async function openBlobReader(cwd: string, largest: number): Promise<BlobReader> {
  const { execa } = await import('execa');
  const child = execa('git', [...GIT_SETTINGS, 'cat-file', '--batch'], {
    ...gitOptions(cwd),
    stdin: 'pipe',
    stdout: 'pipe',
    stderr: 'ignore',
    encoding: 'buffer',
    buffer: false,
    reject: false,
  });
  const waiting: ((blob: Blob) => void)[] = [];
  let header: Buffer[] = [];
  let answer: Answer | undefined;
  let unsent = '';
  let isBlocked = false;
  let ended: string | undefined;

  function settle(blob: Blob): void {
    answer = undefined;
    waiting.shift()?.(blob);
  }

  function end(reason: string): void {
    ended ??= reason;
    while (waiting.length > 0) settle({ kind: 'failed', reason: ended });
  }

  /** Takes as much of the chunk as belongs to the current header or content; returns what is left. */
  function take(chunk: Buffer): Buffer {
    if (!answer) {
      const lineEnd = chunk.indexOf(LINE_FEED);
      header.push(lineEnd === -1 ? chunk : chunk.subarray(0, lineEnd));
      if (lineEnd === -1) return chunk.subarray(chunk.length);
      const line = Buffer.concat(header).toString('latin1');
      header = [];
      const size = / (\d+)$/.exec(line)?.[1];
      if (size === undefined) settle({ kind: 'missing' });
      else answer = { size: Number(size), parts: Number(size) > largest ? undefined : [], left: Number(size) + 1 };
      return chunk.subarray(lineEnd + 1);
    }
    const part = chunk.subarray(0, answer.left);
    answer.parts?.push(part);
    answer.left -= part.length;
    if (answer.left === 0) {
      const { parts, size } = answer;
      // The last byte is the line feed that ends every answer.
      settle(parts ? { kind: 'content', bytes: Buffer.concat(parts, size) } : { kind: 'too-large', size });
    }
    return chunk.subarray(part.length);
  }

  function send(): void {
    if (isBlocked || unsent === '') return;
    const requests = unsent;
    unsent = '';
    isBlocked = !child.stdin.write(requests);
  }

  child.stdin.on('drain', () => {
    isBlocked = false;
    send();
  });
  // A broken pipe means that git has ended, and what that means for the requests is said where the end is seen.
  child.stdin.on('error', (error) => end(error.message));
  child.stdout.on('data', (chunk: Buffer) => {
    for (let rest = chunk; rest.length > 0; ) rest = take(rest);
  });
  const exit = child.then((result) => {
    const how =
      result.signal ?? (result.exitCode === undefined ? result.originalMessage : `exit code ${result.exitCode}`);
    end(`git cat-file ended early (${how})`);
  });

  return {
    read(id) {
      if (ended !== undefined) return Promise.resolve({ kind: 'failed', reason: ended });
      return new Promise((resolve) => {
        waiting.push(resolve);
        if (unsent === '') queueMicrotask(send);
        unsent += `${id}\n`;
      });
    },
    async close() {
      ended ??= 'git cat-file was closed';
      child.stdin.end();
      if (waiting.length > 0) child.kill();
      await exit;
    },
  };
}
