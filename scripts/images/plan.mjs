const wordpressName = ({ wordpress, php }) => `wordpress:${wordpress}-php${php}-apache`;

/** The official names needed for a purpose: what a new site gets by default, and for tests what they name. */
export function wantedImages(catalogue, purpose, registryAnswers) {
  if (purpose === "all") return Object.keys(catalogue.standIns);
  if (purpose !== "start") return catalogue.testImages;
  const defaults = registryAnswers ? catalogue.defaults : catalogue.standInDefaults;
  return [catalogue.keeperBase, catalogue.router, `mariadb:${defaults.mariadb}`, wordpressName(defaults)];
}

/**
 * What to do for each official image. `local` maps a tag to the `tidemark.source` label of the image that has it ('' without one);
 * `recipes` maps a stand-in's tag to { source, needs }.
 * Kinds: official (is here), standIn (is here and current), pull, build, unavailable.
 */
export function planImages({ wanted, standIns, local, recipes, registryAnswers }) {
  return wanted.map((official) => {
    const standIn = standIns[official];
    if (local.has(official)) return { kind: "official", official };
    if (registryAnswers) return { kind: "pull", official, standIn };
    if (standIn === undefined) return { kind: "unavailable", official };
    return { kind: isCurrent(standIn, local, recipes) ? "standIn" : "build", official, standIn };
  });
}

export const isCurrent = (tag, local, recipes) => local.get(tag) === recipes.get(tag)?.source;

/** The stand-ins to build so that `tag` is current, in order; those that are current already are left out. */
export function buildOrder(tag, local, recipes, order = []) {
  const recipe = recipes.get(tag);
  if (recipe === undefined) throw new Error(`no recipe for ${tag}`);
  if (isCurrent(tag, local, recipes) || order.includes(tag)) return order;
  for (const need of recipe.needs) buildOrder(need, local, recipes, order);
  order.push(tag);
  return order;
}
