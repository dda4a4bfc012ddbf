/** Numbers by row; the first column of numbers also as bars, so that the odd one is seen. Scrolls inside itself where it is wide. */
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import styles from './operation.module.css';

interface NumberTableProps {
  label: string;
  head: readonly string[];
  rows: readonly { name: ReactNode; numbers: readonly (number | string)[] }[];
}

export function NumberTable({ label, head, rows }: NumberTableProps) {
  const { i18n } = useTranslation();
  const format = new Intl.NumberFormat(i18n.language);
  const most = Math.max(1, ...rows.map(({ numbers }) => Number(numbers[0])));
  return (
    <div className={`card ${styles['table']}`} role="region" aria-label={label} tabIndex={0}>
      <table className="tabular">
        <thead>
          <tr>
            {head.map(name => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, numbers }, i) => (
            <tr key={i}>
              <th scope="row">{name}</th>
              {numbers.map((number, column) => (
                <td key={column}>
                  {column === 0 && typeof number === 'number' && (
                    <span
                      className={styles['bar']}
                      style={{ width: `${(100 * number) / most}%` }}
                      aria-hidden
                    />
                  )}
                  <span>{typeof number === 'number' ? format.format(number) : number}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
