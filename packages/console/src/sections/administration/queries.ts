/** What the screens of administration show, and how it is asked for. */
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  findApps,
  listAccountIntegrations,
  listApprovalRequests,
  listAudit,
  listConnectedApps,
  listMembers,
  readAppPolicy,
  type AnswerOf,
  type BodyOf,
  type QueryOf,
  type exportAudit,
  type exportAccountIntegrations,
} from '@valetkey/protocol/console-api';
import { call } from '../../app/call.ts';

export type Filter = BodyOf<typeof exportAccountIntegrations>;
export type Item = AnswerOf<typeof listAccountIntegrations>['items'][number];
export type AppPolicy = AnswerOf<typeof readAppPolicy>;
export type Decision = AnswerOf<typeof listConnectedApps>['items'][number]['decision'];
export type ApprovalRequest = AnswerOf<typeof listApprovalRequests>['items'][number];
export type AuditFilter = BodyOf<typeof exportAudit>;
export type AuditEntry = AnswerOf<typeof listAudit>['items'][number];

const FIRST = null as string | null;

export const integrationsQuery = (accountId: string, filter: Filter) =>
  infiniteQueryOptions({
    queryKey: ['administration', accountId, 'integrations', filter],
    queryFn: ({ pageParam }) =>
      call(listAccountIntegrations, {
        ids: { accountId },
        query: { ...filter, ...from(pageParam) },
      }),
    initialPageParam: FIRST,
    getNextPageParam: page => page.next,
    placeholderData: keepPreviousData,
  });

export const readConnectedApps = (accountId: string, search: string, after: string | null) =>
  call(listConnectedApps, { ids: { accountId }, query: { ...named(search), ...from(after) } });

export const readMembers = (accountId: string, search: string, after: string | null) =>
  call(listMembers, { ids: { accountId }, query: { ...named(search), ...from(after) } });

export const policyQuery = (accountId: string) =>
  queryOptions({
    queryKey: ['administration', accountId, 'policy'],
    queryFn: () => call(readAppPolicy, { ids: { accountId } }),
  });

export const appsQuery = (accountId: string, search: string) =>
  queryOptions({
    queryKey: ['administration', accountId, 'policy', 'apps', search],
    queryFn: () => call(findApps, { ids: { accountId }, query: named(search) }),
    placeholderData: keepPreviousData,
  });

export const requestsQuery = (accountId: string) =>
  infiniteQueryOptions({
    queryKey: ['administration', accountId, 'policy', 'requests'],
    queryFn: ({ pageParam }) =>
      call(listApprovalRequests, { ids: { accountId }, query: { status: 'open', ...from(pageParam) } }),
    initialPageParam: FIRST,
    getNextPageParam: page => page.next,
  });

export const auditQuery = (accountId: string, filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['administration', accountId, 'audit', filter],
    queryFn: ({ pageParam: before }) => {
      const query: QueryOf<typeof listAudit> = { ...filter, ...(before === null ? {} : { before }) };
      return call(listAudit, { ids: { accountId }, query });
    },
    initialPageParam: FIRST,
    getNextPageParam: page => page.next,
    placeholderData: keepPreviousData,
  });

function from(after: string | null): { after?: string } {
  return after === null ? {} : { after };
}

function named(search: string): { search?: string } {
  return search === '' ? {} : { search };
}
