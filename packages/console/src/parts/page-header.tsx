/** Where one is, what this screen is, and what can be begun here. */
import { Group, Stack, Text, Title } from '@mantine/core';
import { Fragment, useEffect, type ReactNode } from 'react';
import { provider } from '../app/page.ts';

interface PageHeaderProps {
  /** The places above this one, in words or as links: "Settings", "Integrations". */
  trail: readonly ReactNode[];
  title: string;
  /** A tile before the title. */
  mark?: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
}

export function PageHeader({ trail, title, mark, lead, actions }: PageHeaderProps) {
  useEffect(() => {
    document.title = `${title} · ${provider.name}`;
  }, [title]);
  return (
    <Group justify="space-between" align="flex-end" gap="md" mb="xl">
      <Stack gap={6} miw={0} maw="46rem">
        <Text component="div" size="sm" c="dimmed">
          {trail.map((place, i) => (
            <Fragment key={i}>
              {i > 0 && <span aria-hidden> › </span>}
              {place}
            </Fragment>
          ))}
        </Text>
        <Group gap="md" wrap="nowrap">
          {mark}
          <div>
            <Title order={1}>{title}</Title>
            {lead !== undefined && (
              <Text component="div" c="dimmed">
                {lead}
              </Text>
            )}
          </div>
        </Group>
      </Stack>
      {actions}
    </Group>
  );
}
