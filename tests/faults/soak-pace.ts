/** How fast time goes for a server under soak: an hour of load is days of lifetimes and retention. */
export const CLOCK_RATE = 60;
