import { describe, expect, it } from "vitest";
import { isOwnAddress } from "./own-address";
import type { World } from "./world";

const sites = [
  { id: "s1", slug: "blog" },
  { id: "s2", slug: "shop" },
];
const branches: Readonly<Record<string, readonly unknown[]>> = {
  s1: [
    { kind: "main", name: "main" },
    { kind: "branch", name: "draft" },
  ],
  s2: [{ kind: "main", name: "main" }],
};
const world = (port: number) =>
  ({ port, catalogue: { sites: () => sites, branches: (id: string) => branches[id] ?? [] } }) as unknown as World;

describe("isOwnAddress", () => {
  it.each([
    "http://blog.localhost:8080/",
    "http://draft--blog.localhost:8080/wp-admin/?a=b",
    "http://shop.localhost:8080",
  ])("knows %s", (url) => expect(isOwnAddress(world(8080), url)).toBe(true));

  it.each([
    "http://blog.localhost/",
    "http://blog.localhost:9000/",
    "https://blog.localhost:8080/",
    "http://other.localhost:8080/",
    "http://other--blog.localhost:8080/",
    "http://draft--shop.localhost:8080/",
    "http://localhost:8080/",
    "http://blog.localhost:8080.evil.example/",
    "http://blog.localhost:8080@evil.example/",
    "blog.localhost",
  ])("does not know %s", (url) => expect(isOwnAddress(world(8080), url)).toBe(false));

  it("knows an address without a port where the router has the usual one", () => {
    expect(isOwnAddress(world(80), "http://blog.localhost/")).toBe(true);
  });
});
