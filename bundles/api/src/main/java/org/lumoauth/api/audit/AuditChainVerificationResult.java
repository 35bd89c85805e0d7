/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.audit;

import java.util.Optional;

/**
 * The result of verifying a tenant's audit chain.
 *
 * @param records the number of records read
 * @param headHash the hash of the last valid record in hexadecimal; empty for an empty chain
 * @param broken the first record that does not commit to its predecessor
 */
public record AuditChainVerificationResult(
    long records, String headHash, Optional<AuditChainBreak> broken) {

  /**
   * The first invalid record of a chain.
   *
   * @param sequence the position of the record
   * @param auditId the id of the record, if it can be read
   * @param problem a description of the problem
   */
  public record AuditChainBreak(long sequence, String auditId, String problem) {}
}
