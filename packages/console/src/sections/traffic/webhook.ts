/** How webhooks and their deliveries are asked for. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import {
  listWebhookDeliveries,
  listWebhooks,
  type Parsed,
  type webhook,
  type webhookDelivery,
} from '@valetkey/protocol/console-api';
import { call } from '../../app/call.ts';

export type WebhookEndpoint = Parsed<typeof webhook>;
export type Delivery = Parsed<typeof webhookDelivery>;

/** While something is under way, it is seen to arrive. */
const ASK_EVERY_MS = 3000;

export const webhooksQuery = (appId: string) =>
  queryOptions({
    queryKey: ['webhooks', appId],
    queryFn: () => call(listWebhooks, { ids: { appId } }),
  });

export const deliveriesQuery = (ids: { appId: string; webhookId: string }) =>
  infiniteQueryOptions({
    queryKey: ['deliveries', ids.webhookId],
    queryFn: ({ pageParam: after }) =>
      call(listWebhookDeliveries, { ids, query: after === null ? {} : { after } }),
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next,
    refetchInterval: ASK_EVERY_MS,
  });
