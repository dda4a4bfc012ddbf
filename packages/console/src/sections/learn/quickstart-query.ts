/** The quickstart of an app, in one language and for one of its redirect URIs. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { readQuickstart, type AnswerOf } from '@valetkey/protocol/console-api';
import { call } from '../../app/call.ts';

export type WrittenQuickstart = NonNullable<AnswerOf<typeof readQuickstart>['quickstart']>;

export interface QuickstartChoice {
  language?: string;
  redirectUri?: string;
}

export const quickstartQuery = (appId: string, query: QuickstartChoice) =>
  queryOptions({
    queryKey: ['quickstart', appId, query],
    queryFn: () => call(readQuickstart, { ids: { appId }, query }),
    // The page keeps its height while another language comes.
    placeholderData: keepPreviousData,
  });
