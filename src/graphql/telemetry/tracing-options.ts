export interface TracingOptions {
  /** Collector, by OTLP over HTTP: `http://127.0.0.1:4318`; `/v1/traces` is added where it has no path. */
  readonly endpoint: string;
  /** Share of the operations that are traced where no caller has decided; 0 to 1. */
  readonly sample: number;
}
