// What names say about time: which words make it a span and not a point.

/** `processing_time` is a span, `start_time` a point. */
export const TIMED: ReadonlySet<string> = new Set(
  (
    'blocked build busy compile compute cpu down elapsed execution gc idle load pause process processing queue ' +
    'response round run running service sleep total training travel trip up wait waiting wall warmup'
  ).split(' '),
);
