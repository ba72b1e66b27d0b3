// The name of the app with its mark: two wires into a layer.
import styles from './Header.module.css';

export function Logo() {
  return (
    <h1 className={styles.logo}>
      <svg width="22" height="22" viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="7" fill="#4263eb" />
        <path d="M8 16h4m8 0h4M16 8v4m0 8v4" stroke="#fff" strokeWidth="2.4" strokeLinecap="round" />
        <rect x="12" y="12" width="8" height="8" rx="2" fill="#fff" />
      </svg>
      <span className={styles.word}>Convas</span>
    </h1>
  );
}
