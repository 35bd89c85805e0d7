package org.lumoauth.api.audit;

import java.util.Optional;

/**
 * What a walk along a tenant's chain found.
 *
 * @param records how many records were read
 * @param headHash the last good record's hash in hexadecimal; empty for an empty chain
 * @param broken the first record that does not commit to the one before it
 */
public record AuditChainVerification(
    long records, String headHash, Optional<AuditChainBreak> broken) {

  /**
   * @param sequence the record's place
   * @param auditId its id, where it can be read
   * @param problem what is wrong
   */
  public record AuditChainBreak(long sequence, String auditId, String problem) {}
}
