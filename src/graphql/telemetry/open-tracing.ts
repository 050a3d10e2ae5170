import type { OperationNames } from './operation-names.js';
import type { Tracing } from './tracing.js';
import type { TracingOptions } from './tracing-options.js';

/** OpenTelemetry is loaded only where it is asked for. */
export async function openTracing(
  options: TracingOptions | undefined,
  names: OperationNames,
): Promise<Tracing | undefined> {
  if (options === undefined) return undefined;
  const { startTracing } = await import('./tracing.js');
  return startTracing(options, names);
}
