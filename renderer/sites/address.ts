import { useHealth, useSites, useTrash } from "../api/queries";

/** Slugs that are in use; a site in the trash keeps its own. */
export function useTakenSlugs(): ReadonlySet<string> {
  const sites = useSites().data ?? [];
  const trash = useTrash().data ?? [];
  return new Set([...sites, ...trash].map((row) => row.slug));
}

/** What follows a slug in an address here: ".localhost" or ".localhost:8080". */
export function useAddressEnd(): string {
  const port = useHealth().data?.router?.port ?? 80;
  return port === 80 ? ".localhost" : `.localhost:${port}`;
}
