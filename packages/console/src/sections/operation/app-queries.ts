/** The provider's apps, and how they are asked for. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import {
  listCatalogue,
  readCatalogueApp,
  type AnswerOf,
  type Parsed,
  type QueryOf,
  type catalogueApp,
} from '@valetkey/protocol/console-api';
import { call } from '../../app/call.ts';

export type AppItem = Parsed<typeof catalogueApp>;
export type AppDetail = AnswerOf<typeof readCatalogueApp>;
export type AppFilter = Omit<QueryOf<typeof listCatalogue>, 'after'>;

export const appsQuery = (filter: AppFilter) =>
  infiniteQueryOptions({
    queryKey: ['catalogue', 'list', filter],
    queryFn: ({ pageParam: after }) =>
      call(listCatalogue, { query: { ...filter, ...(after === null ? {} : { after }) } }),
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next,
  });

export const appQuery = (appId: string) =>
  queryOptions({
    queryKey: ['catalogue', 'app', appId],
    queryFn: () => call(readCatalogueApp, { ids: { appId } }),
  });
