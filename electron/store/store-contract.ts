import { describe } from "vitest";
import { crashContract } from "./contract/crash";
import { logsContract } from "./contract/logs";
import { fileChangesContract } from "./contract/file-changes";
import { growthContract } from "./contract/growth";
import { lifeCycleContract } from "./contract/life-cycle";
import { recordsContract } from "./contract/records";
import { roomContract } from "./contract/room";
import { siteContract } from "./contract/site";
import { spaceContract } from "./contract/space";
import { treesContract } from "./contract/trees";
import type { DriverName } from "./keeper";

/** What every driver has to do, on the real engine. */
export function storeContract(driver: DriverName): void {
  describe(`the ${driver} store`, () => {
    lifeCycleContract(driver);
    recordsContract(driver);
    treesContract(driver);
    roomContract(driver);
    crashContract(driver);
    siteContract(driver);
    logsContract(driver);
    growthContract(driver);
    fileChangesContract(driver);
    spaceContract(driver);
  });
}
