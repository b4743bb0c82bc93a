export interface Size {
  readonly id: "0.05gb" | "0.5gb" | "2gb";
  readonly slug: string;
  /** Of the database's tables on disk, uncompressed. */
  readonly megabytes: number;
}

export function sizesFor(quick: boolean): readonly [Size, Size, Size] {
  return [
    { id: "0.05gb", slug: "bench-small", megabytes: quick ? 30 : 50 },
    { id: "0.5gb", slug: "bench-medium", megabytes: quick ? 100 : 500 },
    { id: "2gb", slug: "bench-large", megabytes: quick ? 200 : 2000 },
  ];
}
