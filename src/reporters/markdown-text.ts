// Text of strangers as literal Markdown: no table break, no markup, no HTML, no mention of a user.

import { visible } from './visible.ts';

const MAX_CHARACTERS = 500;

export function markdownText(text: string): string {
  const short =
    text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS).replace(/[\ud800-\udbff]$/, '')}…` : text;
  return short.split(/\r?\n/).map(escapeLine).join('<br>');
}

function escapeLine(line: string): string {
  return (
    visible(line)
      .replace(/[\\`*_[\]|~$]/g, '\\$&')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      // An escaped @ would still notify; only markup between it and the name keeps it from being a mention.
      .replaceAll('@', '@<!-- -->')
  );
}
