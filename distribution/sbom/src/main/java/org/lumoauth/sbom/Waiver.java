/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.sbom;

import java.time.LocalDate;

/**
 * Allows a library with a known vulnerability that is not exploitable in this product.
 *
 * @param id the identifier of the vulnerability
 * @param coordinates the group and artifact, separated by a colon
 * @param granted the date of the decision
 * @param expires the last date on which it is valid
 * @param reason why the vulnerability is not exploitable
 */
record Waiver(String id, String coordinates, LocalDate granted, LocalDate expires, String reason) {

  boolean covers(KnownVulnerability vulnerability) {
    return id.equals(vulnerability.id()) && coordinates.equals(vulnerability.coordinates());
  }
}
