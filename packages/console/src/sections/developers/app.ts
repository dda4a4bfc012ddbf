/** One's own apps, and how they are asked for. */
import { infiniteQueryOptions, queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import {
  listAppConnections,
  listApps,
  listInvitations,
  listNotes,
  listPeople,
  listSecrets,
  readApp,
  readFirstSteps,
  readRegistrationRules,
  readReview,
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

export type Secret = AnswerOf<typeof listSecrets>['secrets'][number];
export type People = AnswerOf<typeof listPeople>;
export type Invitation = AnswerOf<typeof listInvitations>['invitations'][number];

export const rulesQuery = queryOptions({
  queryKey: ['app-rules'],
  queryFn: () => call(readRegistrationRules, {}),
  staleTime: Number.POSITIVE_INFINITY,
});

export const secretsQuery = (appId: string) =>
  queryOptions({
    queryKey: ['app', appId, 'secrets'],
    queryFn: () => call(listSecrets, { ids: { appId } }),
  });

export const firstStepsQuery = (appId: string) =>
  queryOptions({
    queryKey: ['app', appId, 'first-steps'],
    queryFn: () => call(readFirstSteps, { ids: { appId } }),
    // Somebody tries the app in another window and looks back here.
    refetchInterval: 5000,
  });

export const reviewQuery = (appId: string) =>
  queryOptions({
    queryKey: ['app', appId, 'review'],
    queryFn: () => call(readReview, { ids: { appId } }),
  });

export const peopleQuery = (appId: string) =>
  queryOptions({
    queryKey: ['app', appId, 'people'],
    queryFn: () => call(listPeople, { ids: { appId } }),
  });

export const invitationsQuery = queryOptions({
  queryKey: ['invitations'],
  queryFn: () => call(listInvitations, {}),
});

export const connectionsQuery = (appId: string) =>
  infiniteQueryOptions({
    queryKey: ['app', appId, 'connections'],
    queryFn: ({ pageParam: after }) =>
      call(listAppConnections, { ids: { appId }, query: after === null ? {} : { after } }),
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next,
  });

export const notesQuery = (appId: string) =>
  infiniteQueryOptions({
    queryKey: ['app', appId, 'notes'],
    queryFn: ({ pageParam: before }) =>
      call(listNotes, { ids: { appId }, query: before === null ? {} : { before } }),
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next,
  });

export function mayChange({ role }: Pick<DevelopedApp, 'role'>): boolean {
  return role !== 'viewer';
}

/** The app whose screen this is; its route has read it. */
export function useApp(): DevelopedApp {
  const { appId } = useParams({ from: '/developers/apps/$appId' });
  return useSuspenseQuery(appQuery(appId)).data;
}
