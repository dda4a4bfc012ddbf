/** The mark of Valetkey: a key whose bow is an open ring. */
export function Mark({ size = 16 }: { size?: number }) {
  return (
    <svg
      viewBox="0 0 16 16"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth={2}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
    >
      <path d="M4.24 7.23A3.7 3.7 0 1 0 7.82 8.18L14.5 1.5M11.2 4.8L13.6 7.2" />
    </svg>
  );
}
