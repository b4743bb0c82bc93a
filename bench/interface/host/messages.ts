/** Between the made-up host and the benchmark that started it, over Node's IPC channel. */
export type ToHost =
  /** Sets the host's clock forward, in milliseconds: what it keeps for a day has to go, too. */
  | { readonly kind: "advance"; readonly by: number }
  /** Asks for the heap after a collection. */
  | { readonly kind: "heap" };

export type FromHost =
  | { readonly kind: "ready"; readonly address: string }
  /** Bytes: JavaScript objects and what they hold outside the heap. */
  | { readonly kind: "heap"; readonly bytes: number };
