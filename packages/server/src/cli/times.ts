/** Durations and points in time as people write and read them on the command line. */
import { UsageError } from './failures.ts';

const SECONDS = { s: 1, m: 60, h: 3600, d: 86_400 } as const;
const LONGEST_DAYS = 3650;

/** `0s`, `30m`, `12h`, `7d` → seconds. @throws {UsageError} */
export function parseDuration(text: string, option: string): number {
  const match = /^(\d{1,9})([smhd])$/.exec(text);
  const seconds = match ? Number(match[1]) * SECONDS[match[2] as keyof typeof SECONDS] : Number.NaN;
  if (!(seconds <= LONGEST_DAYS * SECONDS.d))
    throw new UsageError(`${option}: "${text}" is no duration. Write 0s, 30m, 12h or 7d.`);
  return seconds;
}

/** @throws {UsageError} */
export function parseCount(text: string | undefined, option: string, normal: number, max: number): number {
  if (text === undefined) return normal;
  const count = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(count >= 1 && count <= max))
    throw new UsageError(`${option}: "${text}" is no number from 1 to ${max}.`);
  return count;
}

/** Epoch seconds as `2026-11-20 12:00:00Z`; null as nothing. */
export function showTime(seconds: number | null): string {
  return seconds === null ? '' : `${new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')}Z`;
}
