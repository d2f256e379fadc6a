// Which lane a change of the list of lanes is about: the one that came, or whoever stands where one was.

/** Where the lane that came stands, or the one that took a lane's place; null if more than one came or went. */
export function changedLane(before: readonly string[], after: readonly string[]): number | null {
  const came = after.filter((name) => !before.includes(name));
  const went = before.filter((name) => !after.includes(name));
  if (came.length === 1 && went.length <= 1) return after.indexOf(came[0]);
  if (came.length > 0 || went.length !== 1) return null;
  return Math.min(before.indexOf(went[0]), after.length - 1);
}
