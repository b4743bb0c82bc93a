import { z } from "zod";

/** How long versions are kept, from dense to sparse. Ages count from the version's instant. */
export const RetentionPolicy = z.object({
  /** Hours for which every version is kept. */
  everything: z
    .int()
    .min(1)
    .max(24 * 31),
  /** Days with one version an hour, a day, a week; 0: that tier is skipped. */
  hourly: z.int().min(0).max(365),
  daily: z.int().min(0).max(3650),
  weekly: z.int().min(0).max(3650),
  /** Days for which every second stays reachable. */
  seconds: z.int().min(0).max(3650),
  /** Bytes the history of the site may take; null: as much as there is. Pinned and named versions count, and are never dropped. */
  budget: z.int().positive().nullable(),
});
export type RetentionPolicy = z.infer<typeof RetentionPolicy>;

/** How a site records and for how long. */
export const RecordingPolicy = z.object({
  /** Versions that take themselves: before risky things, at rest after changes, while they go on. */
  automatic: z.boolean(),
  /** Before plugins are updated, themes switched, code edited, ... */
  beforeRisks: z.boolean(),
  /** Seconds without a change after which a burst is over. */
  restSeconds: z.int().min(5).max(3600),
  /** While changes go on, a version at most this often. Seconds. */
  busySeconds: z.int().min(60).max(86_400),
  /** When only caches, schedules and sessions changed, a version at most this often; 0: never. Seconds. */
  noiseSeconds: z
    .int()
    .min(0)
    .max(86_400 * 7),
  /** Every commit of main waits until it is on the disk: nothing is missing after a power cut, at half the writing speed. */
  durable: z.boolean(),
  retention: RetentionPolicy,
});
export type RecordingPolicy = z.infer<typeof RecordingPolicy>;

export const defaultRecording: RecordingPolicy = {
  automatic: true,
  beforeRisks: true,
  restSeconds: 20,
  busySeconds: 300,
  noiseSeconds: 3600,
  durable: false,
  retention: { everything: 24, hourly: 7, daily: 30, weekly: 365, seconds: 30, budget: null },
};

/** What a site chose differently from the default; an absent field follows the default. */
export const RecordingChoice = RecordingPolicy.omit({ retention: true })
  .partial()
  .extend({ retention: RetentionPolicy.partial().optional() });
export type RecordingChoice = z.infer<typeof RecordingChoice>;

export function recordingOf(choice: RecordingChoice | undefined): RecordingPolicy {
  const { retention, ...rest } = choice ?? {};
  return RecordingPolicy.parse({
    ...defaultRecording,
    ...rest,
    retention: { ...defaultRecording.retention, ...retention },
  });
}
