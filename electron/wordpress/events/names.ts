/** What a thing was called when it was last seen: a bounded memory, the least recently used goes first. */
export interface Memory<T> {
  get(key: string): T | undefined;
  set(key: string, value: T): void;
}

export function createMemory<T>(most: number): Memory<T> {
  const known = new Map<string, T>();
  return {
    get(key) {
      const value = known.get(key);
      if (value === undefined) return undefined;
      known.delete(key);
      known.set(key, value);
      return value;
    },
    set(key, value) {
      known.delete(key);
      known.set(key, value);
      if (known.size > most) {
        const [oldest] = known.keys();
        if (oldest !== undefined) known.delete(oldest);
      }
    },
  };
}

/** Keys are `<blog>:<id>`; of users, who belong to the whole network, the id. */
export interface Names {
  readonly posts: Memory<{ readonly title: string; readonly type: string; readonly parent: string }>;
  readonly comments: Memory<{ readonly author: string; readonly post: string }>;
  readonly users: Memory<string>;
  readonly terms: Memory<{ readonly name: string; readonly taxonomy: string | null }>;
  /** From a term in its taxonomy to the term. */
  readonly taxonomies: Memory<{ readonly term: string; readonly taxonomy: string }>;
  /** Plugins and themes by folder, as notes call them. */
  readonly software: Memory<string>;
}

export function createNames(): Names {
  return {
    posts: createMemory(4000),
    comments: createMemory(1000),
    users: createMemory(1000),
    terms: createMemory(2000),
    taxonomies: createMemory(2000),
    software: createMemory(500),
  };
}
