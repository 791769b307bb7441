/** Why the companion did not answer as hoped. */
export class CompanionError extends Error {
  /**
   * @param {Exclude<Link, "ok">} link
   * @param {{says?: string, status?: number}} [detail] the companion's own sentence and its status, where it gave one
   */
  constructor(link, { says, status } = {}) {
    super(says ?? link);
    this.link = link;
    this.says = says;
    this.status = status;
  }
}
