/** Why a step did not happen, in the person's words; it is said aloud. */
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CallError } from '../app/call.ts';
import { Said } from './said.tsx';

const KNOWN = ['access_denied', 'plan_required', 'not_found', 'unreachable'];
/** The server says what is wrong and what to do. */
const SPOKEN = ['invalid_request', 'invalid_scope', 'too_many_requests'];
/** Answered elsewhere: by the sign-in. */
const SIGN_IN = ['sign_in_required', 'insufficient_user_authentication'];

export function CallProblem({ error }: { error: unknown }) {
  const { t } = useTranslation();
  if (error === null || error === undefined) return null;
  const { code, requestId } = error instanceof CallError ? error : { code: 'other', requestId: null };
  if (SIGN_IN.includes(code)) return null;
  if (error instanceof CallError && SPOKEN.includes(code))
    return (
      <Text role="alert" size="sm" c="var(--ends)">
        {t('failed')} <Said text={error.message} />
      </Text>
    );
  return (
    <Text role="alert" size="sm" c="var(--ends)">
      {t('failed')} {t(`error.${KNOWN.includes(code) ? code : 'other'}`, { requestId })}
    </Text>
  );
}
