import type { SoftwareVersions } from "../../shared/model/site";
import type { Choices } from "../../shared/model/views";

export function isOffered(choices: Choices, { wordpress, php, mariadb }: SoftwareVersions): boolean {
  const offered = choices.wordpress.find((one) => one.version === wordpress);
  return offered?.php.includes(php) === true && choices.mariadb.some((one) => one.version === mariadb);
}

/** What a new site starts with: what the settings say where that can be had, else the newest. */
export function defaultSoftware(choices: Choices, wanted: SoftwareVersions | null): SoftwareVersions {
  return wanted !== null && isOffered(choices, wanted) ? wanted : choices.defaults;
}
