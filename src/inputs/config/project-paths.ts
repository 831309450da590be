// What a path or a pattern in the configuration may look like: relative, posix, inside the project.
// Judges text only; whether anything exists there is for others to see.

import { posix } from 'node:path';
import * as z from 'zod/mini';

interface Complaint {
  readonly message: string;
  readonly hint: string;
}

/** Kept normalized: no `./`, no trailing slash, `''` for the project root. */
export function projectPath() {
  return z.string().check((payload) => {
    const path = payload.value;
    const complaint = complaintAbout(path, "write a path below this file's folder, or '.' for that folder itself");
    const normalized = posix.normalize(path).replace(/\/$/, '');
    if (complaint) report(payload, complaint);
    else if (normalized.split('/').includes('..')) {
      const hint = "only what lies below this file's folder can be named here";
      report(payload, { message: `'${path}' leads out of the project`, hint });
    } else payload.value = normalized === '.' ? '' : normalized;
  });
}

/** Kept without a leading `./` or a trailing slash; a plain folder stands for all that is below it. */
export function pathPattern() {
  return z.string().check((payload) => {
    const pattern = payload.value;
    const complaint =
      complaintAbout(pattern, 'write a pattern such as contracts/v1/**') ?? complaintAboutPattern(pattern);
    if (complaint) return report(payload, complaint);
    payload.value = posix.normalize(pattern).replace(/\/$/, '');
  });
}

function report(payload: z.core.ParsePayload<string>, { message, hint }: Complaint): void {
  payload.issues.push({ code: 'custom', message, params: { hint }, input: payload.value, continue: true });
}

function complaintAbout(path: string, hintWhenEmpty: string): Complaint | undefined {
  if (path.trim() === '') return { message: 'this path is empty', hint: hintWhenEmpty };
  if (path.includes('\\')) {
    return { message: `'${path}' contains a backslash`, hint: `write it with '/': '${path.replaceAll('\\', '/')}'` };
  }
  if (path.startsWith('/') || path.startsWith('~') || /^[A-Za-z]:/.test(path)) {
    return {
      message: `'${path}' is not relative to the project`,
      hint: "write it relative to this file's folder, without a leading '/', '~' or drive letter",
    };
  }
  return undefined;
}

function complaintAboutPattern(pattern: string): Complaint | undefined {
  if (pattern.startsWith('!')) {
    const hint = "list what is meant; what a source should leave out stands under its 'exclude'";
    return { message: `'${pattern}' is negated`, hint };
  }
  // What a pattern would climb out of is only known once it is matched, so none may climb.
  if (pattern.split('/').includes('..')) {
    return { message: `'${pattern}' contains '..'`, hint: "write it from this file's folder downwards" };
  }
  return undefined;
}
