/** Where a long list is searched. */
import { TextInput } from '@mantine/core';
import { Search } from 'lucide-react';
import styles from './administration.module.css';

interface SearchFieldProps {
  value: string;
  label: string;
  onChange: (value: string) => void;
}

export function SearchField({ value, label, onChange }: SearchFieldProps) {
  return (
    <TextInput
      value={value}
      onChange={event => onChange(event.currentTarget.value)}
      label={label}
      leftSection={<Search size={16} aria-hidden />}
      mb="md"
      className={styles['search']}
    />
  );
}
