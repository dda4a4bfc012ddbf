/** Where one is, what this screen is, and what can be begun here. */
import { Group, Stack, Text, Title } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import { provider } from '../app/page.ts';

interface PageHeaderProps {
  /** The places above this one: "Settings", "Integrations". */
  trail: readonly string[];
  title: string;
  lead?: ReactNode;
  actions?: ReactNode;
}

export function PageHeader({ trail, title, lead, actions }: PageHeaderProps) {
  useEffect(() => {
    document.title = `${title} · ${provider.name}`;
  }, [title]);
  return (
    <Group justify="space-between" align="flex-end" gap="md" mb="xl">
      <Stack gap={4} miw={0} maw="46rem">
        <Text size="sm" c="dimmed">
          {trail.join(' › ')}
        </Text>
        <Title order={1}>{title}</Title>
        {lead !== undefined && <Text c="dimmed">{lead}</Text>}
      </Stack>
      {actions}
    </Group>
  );
}
