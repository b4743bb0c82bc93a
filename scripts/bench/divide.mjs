/**
 * Two benchmarks answer to `npm run bench`: that of the sites, which needs Docker, and that of the interface, which needs a
 * browser. Returns the arguments of each, null for one that is not asked for; without a row's name both are.
 */
export function divide(args) {
  const options = args.flatMap((argument, index) => {
    if (argument === "--samples") return [`--samples=${args[index + 1] ?? ""}`];
    return argument.startsWith("--") ? [argument] : [];
  });
  const names = args.filter((argument, index) => !argument.startsWith("--") && args[index - 1] !== "--samples");
  const ofInterface = names.filter((name) => /^interface(-|$)/.test(name));
  const ofSites = names.filter((name) => !ofInterface.includes(name));
  const all = names.length === 0;
  return {
    sites: all || ofSites.length > 0 ? [...ofSites, ...options] : null,
    interface: all || ofInterface.length > 0 ? [...ofInterface, ...options] : null,
  };
}
