// What is measured of serialization, and the shape of what takes the measurements: a part of OpenTelemetry's API, so that its
// meters and tracers fit as they are. Measures nothing by itself.

/** What a measurement belongs to. */
export type MetricAttributes = Readonly<Record<string, string | number | boolean>>;

export interface Histogram {
  record(value: number, attributes?: MetricAttributes): void;
}

export interface Counter {
  add(value: number, attributes?: MetricAttributes): void;
}

interface InstrumentOptions {
  readonly description?: string;
  readonly unit?: string;
}

/** A `Meter` of OpenTelemetry is one. */
export interface Meter {
  createHistogram(name: string, options?: InstrumentOptions): Histogram;
  createCounter(name: string, options?: InstrumentOptions): Counter;
}

/** A `Span` of OpenTelemetry is one. */
export interface Span {
  setAttribute(key: string, value: string | number | boolean): unknown;
  addEvent(name: string): unknown;
  /** 2 is an error. */
  setStatus(status: { code: 0 | 1 | 2; message?: string }): unknown;
  end(): void;
}

/** A `Tracer` of OpenTelemetry is one. */
export interface Tracer {
  startSpan(name: string, options?: { attributes?: Record<string, string | number | boolean> }): Span;
}

/** Where measurements go. What is absent costs nothing. */
export interface MetricsSink {
  readonly meter?: Meter;
  readonly tracer?: Tracer;
}

/** One serialization that is being measured. */
export interface Measurement {
  /** `durationUs` is undefined where there is no clock. */
  done(sizeBytes: number, durationUs: number | undefined): void;
  failed(code: string): void;
}

export type StartMeasurement = (messageType: string, operation: 'encode' | 'decode') => Measurement;

/**
 * The instruments of message-contracts, made once: histograms `leyline.serialization.duration_us` and
 * `leyline.message.size_bytes`, counter `leyline.serialization.failures`, and for each message written a span
 * `leyline.serialize` with the attributes `message_type`, `size_bytes` and `duration_us` and the events
 * `serialization_start` and `serialization_complete`.
 *
 * @see message-contracts, Monitoring & Observability
 */
export function measureSerialization({ meter, tracer }: MetricsSink): StartMeasurement {
  const duration = meter?.createHistogram('leyline.serialization.duration_us', {
    description: 'Serialization performance',
    unit: 'us',
  });
  const size = meter?.createHistogram('leyline.message.size_bytes', {
    description: 'Message size distribution',
    unit: 'By',
  });
  const failures = meter?.createCounter('leyline.serialization.failures', {
    description: 'Serialization failure count',
  });
  return (messageType, operation) => {
    const attributes = { message_type: messageType, operation };
    const span =
      operation === 'encode'
        ? tracer?.startSpan('leyline.serialize', { attributes: { message_type: messageType } })
        : undefined;
    span?.addEvent('serialization_start');
    return {
      done(sizeBytes, durationUs) {
        size?.record(sizeBytes, attributes);
        if (durationUs !== undefined) duration?.record(durationUs, attributes);
        if (!span) return;
        span.setAttribute('size_bytes', sizeBytes);
        if (durationUs !== undefined) span.setAttribute('duration_us', durationUs);
        span.addEvent('serialization_complete');
        span.end();
      },
      failed(code) {
        failures?.add(1, { ...attributes, code });
        span?.setStatus({ code: 2, message: code });
        span?.end();
      },
    };
  };
}
