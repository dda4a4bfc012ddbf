/** Something is not as the profile's document has it. */
export class TourProblem extends Error {}

export function expect(condition: boolean, otherwise: string): asserts condition {
  if (!condition) throw new TourProblem(otherwise);
}

export function expectStatus(answer: { status: number }, status: number): void {
  expect(answer.status === status, `expected ${status}, got ${answer.status}`);
}
