/** One's own apps, and how they are asked for. */
import { infiniteQueryOptions, queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import {
  listApps,
  readApp,
  type AnswerOf,
  type Parsed,
  type developedApp,
} from '@valetkey/protocol/console-api';
import { call } from '../../app/call.ts';

export type DevelopedApp = Parsed<typeof developedApp>;
export type AppInList = AnswerOf<typeof listApps>['items'][number];

export const appsQuery = infiniteQueryOptions({
  queryKey: ['apps'],
  queryFn: ({ pageParam: after }) => call(listApps, { query: after === null ? {} : { after } }),
  initialPageParam: null as string | null,
  getNextPageParam: page => page.next,
});

export const appQuery = (appId: string) =>
  queryOptions({ queryKey: ['app', appId], queryFn: () => call(readApp, { ids: { appId } }) });

/** The app whose screen this is; its route has read it. */
export function useApp(): DevelopedApp {
  const { appId } = useParams({ from: '/developers/apps/$appId' });
  return useSuspenseQuery(appQuery(appId)).data;
}
