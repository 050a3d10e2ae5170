/** One step forward of a long job. `total` is absent while it is not known. */
export interface ProgressEvent {
  /** What is being done, for people: 'import', 'train', 'export' … */
  readonly stage: string;
  readonly done: number;
  readonly total?: number;
  readonly unit: 'bytes' | 'rows' | 'steps' | 'users' | 'epochs' | 'seconds';
  /** Figures worth showing beside the bar: loss, recall, rejected … */
  readonly detail?: Readonly<Record<string, number | string>>;
}

/** Called often: the receiver throttles. */
export type ProgressListener = (event: ProgressEvent) => void;

export const noProgress: ProgressListener = () => undefined;
