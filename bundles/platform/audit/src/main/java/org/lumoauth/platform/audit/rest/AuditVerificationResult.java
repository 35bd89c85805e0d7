package org.lumoauth.platform.audit.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.lumoauth.api.audit.AuditChainVerification;

/**
 * What a walk along the chain found, on the wire.
 *
 * @param records how many records were read
 * @param headHash the last good record's hash in hexadecimal
 * @param broken the first broken record; null, and there, when the chain is whole
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record AuditVerificationResult(long records, String headHash, BrokenChainLink broken) {

  /**
   * @param id the record's place in the chain
   * @param auditId its identifier
   * @param problem what is wrong
   */
  public record BrokenChainLink(long id, String auditId, String problem) {}

  static AuditVerificationResult of(AuditChainVerification found) {
    return new AuditVerificationResult(
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
