/** Who is signed in. The root route has read it before any screen is drawn. */
import { useSuspenseQuery } from '@tanstack/react-query';
import type { AnswerOf, readSession } from '@valetkey/protocol/console-api';
import { sessionQuery } from './queries.ts';

export type Session = AnswerOf<typeof readSession>;

export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data;
}
