package org.lumoauth.sbom;

import java.time.LocalDate;

/**
 * Lets a library ship with a known vulnerability that cannot be exploited here.
 *
 * @param id the identifier of the vulnerability
 * @param coordinates the group and artifact, separated by a colon
 * @param granted the day on which it was decided
 * @param expires the last day on which it is valid
 * @param reason why the vulnerability cannot be exploited
 */
record Waiver(String id, String coordinates, LocalDate granted, LocalDate expires, String reason) {

  boolean covers(KnownVulnerability vulnerability) {
    return id.equals(vulnerability.id()) && coordinates.equals(vulnerability.coordinates());
  }
}
