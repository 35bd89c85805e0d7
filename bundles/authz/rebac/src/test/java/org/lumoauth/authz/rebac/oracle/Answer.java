package org.lumoauth.authz.rebac.oracle;

/** What the definition says to a question. */
enum Answer {
  YES,
  NO,
  /**
   * Neither: it hangs on a condition that cannot be evaluated, or on data in which somebody has a
   * relation because he does not have it.
   */
  OPEN
}
