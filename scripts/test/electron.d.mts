export function findElectron(env?: NodeJS.ProcessEnv): string | null;
