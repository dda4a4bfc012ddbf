/** Anomalies, and how they are asked for. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import {
  listAnomalies,
  listAnomalyRules,
  readAnomaly,
  type AnswerOf,
  type Parsed,
  type anomaly,
} from '@valetkey/protocol/console-api';
import { call } from '../../app/call.ts';

export type AnomalyItem = Parsed<typeof anomaly>;
export type AnomalyDetail = AnswerOf<typeof readAnomaly>;
export type AnomalyStatus = AnomalyItem['status'];

export const anomaliesQuery = (status: AnomalyStatus) =>
  infiniteQueryOptions({
    queryKey: ['anomalies', status],
    queryFn: ({ pageParam: after }) =>
      call(listAnomalies, { query: { status, ...(after === null ? {} : { after }) } }),
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next,
  });

export const anomalyQuery = (anomalyId: string) =>
  queryOptions({
    queryKey: ['anomaly', anomalyId],
    queryFn: () => call(readAnomaly, { ids: { anomalyId } }),
  });

export const rulesQuery = queryOptions({
  queryKey: ['anomaly-rules'],
  queryFn: () => call(listAnomalyRules, {}),
  staleTime: Infinity,
});
