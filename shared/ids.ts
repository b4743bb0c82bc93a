import { z } from "zod";

export { slugFrom } from "./slug";

/**
 * Every id is one letter for its kind and eleven of `a-z0-9`: safe as a folder, container and label name.
 * `s` site, `b` branch, `l` lane, `v` version, `o` operation.
 */
export type IdKind = "s" | "b" | "l" | "v" | "o";

const alphabet = "0123456789abcdefghijklmnopqrstuvwxyz";

/** A new random id of the given kind; 56 bits of randomness, from the platform's secure source. */
export function newId(kind: IdKind): string {
  const bytes = crypto.getRandomValues(new Uint8Array(11));
  let text: string = kind;
  for (const byte of bytes) text += alphabet.charAt(byte % alphabet.length);
  return text;
}

const id = (kind: IdKind) => z.string().regex(new RegExp(`^${kind}[a-z0-9]{11}$`));

export const SiteId = id("s");
export const BranchId = id("b");
export const LaneId = id("l");
export const VersionId = id("v");
export const OperationId = id("o");

/** A DNS label: the part of an address a person chooses. `--` is kept for joining a branch to its site. */
export const Slug = z
  .string()
  .min(1)
  .max(40)
  .regex(/^[a-z0-9](?:[a-z0-9]|-(?!-))*$/)
  .refine((text) => !text.endsWith("-"));
