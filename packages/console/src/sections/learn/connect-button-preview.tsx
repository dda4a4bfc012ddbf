/** The button as it will look; it leads nowhere here. Drawn from the same values, since the page's policy allows no markup with styles of its own. */
import { connectButtonStyle, type ConnectButton } from '@valetkey/protocol/connect-button';
import styles from './learn.module.css';

export function ConnectButtonPreview({ button }: { button: ConnectButton }) {
  return (
    <div className={styles['preview']}>
      <span style={connectButtonStyle(button.colour)}>{button.label}</span>
    </div>
  );
}
