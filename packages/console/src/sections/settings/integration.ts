/** What is listed, and how it is asked for. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import {
  listIntegrations,
  readConnection,
  readConnectionHistory,
  type Parsed,
  type integration,
} from '@valetkey/protocol/console-api';
import { call } from '../../app/call.ts';

export type Integration = Parsed<typeof integration>;

export const integrationsQuery = (search: string) =>
  infiniteQueryOptions({
    queryKey: ['integrations', search],
    queryFn: ({ pageParam: after }) =>
      call(listIntegrations, {
        query: { ...(after === null ? {} : { after }), ...(search === '' ? {} : { search }) },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next,
  });

export const connectionQuery = (connectionId: string) =>
  queryOptions({
    queryKey: ['connection', connectionId],
    queryFn: () => call(readConnection, { ids: { connectionId } }),
  });

export const historyQuery = (connectionId: string) =>
  infiniteQueryOptions({
    queryKey: ['connection', connectionId, 'history'],
    queryFn: ({ pageParam: before }) =>
      call(readConnectionHistory, { ids: { connectionId }, query: before === null ? {} : { before } }),
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next,
  });
