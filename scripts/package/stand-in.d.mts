export function makeStandIn(folder: string, version: string, platform?: "linux" | "win32" | "darwin"): void;
