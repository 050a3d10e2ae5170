/** The part of the WebAssembly API that Edgewise uses: Node has it, but its types come with TypeScript's DOM library only. */
declare namespace WebAssembly {
  type Exports = Record<string, (...numbers: number[]) => number>;

  /** Compiled code; opaque. */
  type Module = object;

  class Instance {
    constructor(module: Module, imports: { env: { memory: Memory } });
    readonly exports: Exports;
  }

  class Memory {
    /** Sizes in pages of 64 KiB. */
    constructor(size: { initial: number; maximum?: number; shared?: boolean });
    readonly buffer: ArrayBuffer;
    grow(pages: number): number;
  }

  function compile(bytes: Uint8Array): Promise<Module>;
}
