import { dialog } from "electron";
import type { Platform } from "../core/ports";
import type { UseCases } from "../core/use-cases";
import { type Log, reportError } from "../operations/report-error";
import type { SiteGlance } from "./overview";

/** What a menu can do to a site, by the same use cases as the interface. */
export interface SiteActs {
  open(site: SiteGlance): void;
  admin(site: SiteGlance): void;
  take(site: SiteGlance): void;
  rewind(site: SiteGlance): void;
  undo(operationId: string): void;
}

/** `started` hears of each operation that an act has begun. */
export function siteActs(
  { branches, versions, operations }: Pick<UseCases, "branches" | "versions" | "operations">,
  platform: Platform,
  log: Log,
  started: (operationId: string) => void,
): SiteActs {
  const { signal } = new AbortController();
  const attempt = (deed: () => Promise<unknown>) => {
    void deed().catch(async (error: unknown) => {
      const { message, hint } = reportError(error, log, { at: "a menu" });
      await dialog.showMessageBox({ type: "warning", message, detail: hint });
    });
  };
  const go = async (branchId: string, page: "site" | "admin") => {
    await platform.openExternal((await branches.address({ branchId, page }, signal)).url);
  };
  return {
    open: ({ branchId }) => attempt(() => go(branchId, "site")),
    admin: ({ branchId }) => attempt(() => go(branchId, "admin")),
    take: ({ branchId }) =>
      attempt(async () => started((await versions.take({ branchId, label: null }, signal)).operationId)),
    rewind: ({ branchId, last }) =>
      attempt(async () => {
        if (last === null) return;
        started((await versions.rewind({ branchId, versionId: last.versionId }, signal)).operationId);
      }),
    undo: (operationId) => attempt(async () => started((await operations.undo({ operationId }, signal)).operationId)),
  };
}
