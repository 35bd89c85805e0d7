/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.lumoauth.api.audit.AuditChainVerificationResult;

/**
 * The JSON representation of a verification.
 *
 * @param records the number of verified records
 * @param headHash the hash of the last valid record in hexadecimal
 * @param broken the first broken record; null, but present, for an intact chain
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record AuditVerificationView(long records, String headHash, BrokenChainLink broken) {

  /**
   * The first broken record.
   *
   * @param id the position in the chain
   * @param auditId the identifier
   * @param problem the problem
   */
  public record BrokenChainLink(long id, String auditId, String problem) {}

  static AuditVerificationView of(AuditChainVerificationResult found) {
    return new AuditVerificationView(
        found.records(),
        found.headHash(),
        found
            .broken()
            .map(
                broken ->
                    new BrokenChainLink(broken.sequence(), broken.auditId(), broken.problem()))
            .orElse(null));
  }
}
