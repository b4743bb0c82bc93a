import type { World } from "./world";

/** Takes down what the home page of a branch answered; and since when it fails, where it was seen to be well before. */
export function sawStatus({ activity, now }: Pick<World, "activity" | "now">, branchId: string, status: number): void {
  const before = activity.lastStatus.get(branchId);
  activity.lastStatus.set(branchId, status);
  if (status < 400) {
    activity.failingSince.delete(branchId);
    activity.wellAt.set(branchId, now().toISOString());
  } else if (before !== undefined && before < 400) activity.failingSince.set(branchId, now().toISOString());
}
