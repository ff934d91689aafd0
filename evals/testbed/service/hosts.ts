/** Where host names lead: the shop's own name service, kept by the supervisor. Everything stays on loopback. */
export class Hosts {
  #hosts: Readonly<Record<string, string>> = {};

  replace(hosts: Readonly<Record<string, string>>): void {
    this.#hosts = hosts;
  }

  /** @throws Error with `code` `ENOTFOUND`, as the resolver of an operating system words it */
  resolve(host: string): string {
    const address = Object.hasOwn(this.#hosts, host) ? this.#hosts[host] : undefined;
    if (address !== undefined) return address;
    throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: "ENOTFOUND" });
  }
}
