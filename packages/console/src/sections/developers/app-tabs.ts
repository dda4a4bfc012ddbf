/** The screens of one app, in the order of the tabs. `text`: a key of this section's texts. */
export const APP_TABS = [
  { to: '/developers/apps/$appId', text: 'tab.overview' },
  { to: '/developers/apps/$appId/credentials', text: 'tab.credentials' },
  { to: '/developers/apps/$appId/try-it', text: 'tab.tryIt' },
  { to: '/developers/apps/$appId/quickstart', text: 'tab.quickstart' },
  { to: '/developers/apps/$appId/requests', text: 'tab.requests' },
  { to: '/developers/apps/$appId/usage', text: 'tab.usage' },
  { to: '/developers/apps/$appId/webhooks', text: 'tab.webhooks' },
  { to: '/developers/apps/$appId/connections', text: 'tab.connections' },
  { to: '/developers/apps/$appId/review', text: 'tab.review' },
  { to: '/developers/apps/$appId/people', text: 'tab.people' },
  { to: '/developers/apps/$appId/settings', text: 'tab.settings' },
] as const;
