/**
 * Names that Kubernetes makes itself: a pod's or a replica set's is its owner's with generated parts behind it.
 * The generated letters leave out vowels and look-alikes, so that hardly any word of a person's is taken for them
 * (k8s.io/apimachinery, `util/rand`).
 */
const GENERATED =
  /^(?:\d{1,5}|(?:[bcdfghjklmnpqrstvwxz2456789]{1,10}-)?[bcdfghjklmnpqrstvwxz2456789]{5}|[bcdfghjklmnpqrstvwxz2456789]{6,10})$/;

/** Whether the name is one that was made for something of `owner`, or is the owner's own. */
export function isMadeFor(owner: string, name: string): boolean {
  return name === owner || (name.startsWith(`${owner}-`) && GENERATED.test(name.slice(owner.length + 1)));
}

/** Which of `owners` the name was made for: the longest, where several fit. */
export function ownerAmong(owners: readonly string[], name: string): string | null {
  const fitting = owners.filter((owner) => isMadeFor(owner, name));
  return fitting.reduce<string | null>((best, one) => (best === null || one.length > best.length ? one : best), null);
}
