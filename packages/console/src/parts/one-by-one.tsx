/** Draws its children one after another, each in a task of its own: a slow phone scrolls and answers in between. */
import { startTransition, useEffect, useState, type ReactElement } from 'react';

/** @param place what keeps the room of a child that is still to come. */
export function OneByOne({ children, place }: { children: readonly ReactElement[]; place: string }) {
  const [drawn, setDrawn] = useState(0);
  useEffect(() => {
    if (drawn >= children.length) return;
    const timer = setTimeout(() => startTransition(() => setDrawn(drawn + 1)));
    return () => clearTimeout(timer);
  }, [drawn, children.length]);
  return children.map((child, i) => (i < drawn ? child : <div key={child.key} className={place} />));
}
