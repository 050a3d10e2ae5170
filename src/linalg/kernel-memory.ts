import { EdgewiseError } from '../core/errors.js';

/** A WebAssembly memory from which arrays are set aside one after another and never given back but all at once. */
export class KernelMemory {
  readonly memory: WebAssembly.Memory;
  #used = 0;

  /**
   * Errors: ENGINE_UNAVAILABLE when the process may not reserve the addresses: of a shared one `mostBytes` at once.
   */
  constructor(kind: 'shared' | 'unshared', mostBytes = MAX_PAGES * PAGE_BYTES) {
    const maximum = Math.min(MAX_PAGES, Math.max(1, Math.ceil(mostBytes / PAGE_BYTES)));
    try {
      this.memory = new WebAssembly.Memory({ initial: 1, maximum, shared: kind === 'shared' });
    } catch (cause) {
      throw new EdgewiseError('ENGINE_UNAVAILABLE', `No ${kind} WebAssembly memory can be had.`, { cause });
    }
  }

  /** Address of `bytes` zeroed bytes, aligned to 16. Errors: OUT_OF_MEMORY past 4 GiB, or when the machine refuses. */
  allocate(bytes: number): number {
    const address = this.#used;
    const end = address + Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
    const missing = Math.ceil((end - this.memory.buffer.byteLength) / PAGE_BYTES);
    if (missing > 0) this.#grow(missing);
    this.#used = end;
    return address;
  }

  #grow(pages: number): void {
    try {
      this.memory.grow(pages);
    } catch (cause) {
      const mebibytes = Math.round((this.memory.buffer.byteLength + pages * PAGE_BYTES) / 2 ** 20);
      throw new EdgewiseError(
        'OUT_OF_MEMORY',
        `The SIMD kernels would need ${mebibytes} MiB; at most 4096 can be had.`,
        { cause },
      );
    }
  }
}

const PAGE_BYTES = 65536;
const MAX_PAGES = 65536;
const ALIGNMENT = 16;
