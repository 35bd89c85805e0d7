/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.oracle;

/** The result of a question by the definition. */
enum OracleAnswer {
  YES,
  NO,
  /**
   * Neither: it hangs on a condition that cannot be evaluated, or on data in which somebody has a
   * relation because he does not have it.
   */
  OPEN
}
