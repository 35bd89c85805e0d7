package org.lumoauth.platform.audit.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.lumoauth.api.audit.ChainVerification;

/**
 * What a walk along the chain found, on the wire.
 *
 * @param records how many records were read
 * @param headHash the last good record's hash in hexadecimal
 * @param broken the first broken record; null, and there, when the chain is whole
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Verification(long records, String headHash, Broken broken) {

  /**
   * @param id the record's place in the chain
   * @param auditId its identifier
   * @param problem what is wrong
   */
  public record Broken(long id, String auditId, String problem) {}

  static Verification of(ChainVerification found) {
    return new Verification(
        found.records(),
        found.headHash(),
        found
            .broken()
            .map(broken -> new Broken(broken.sequence(), broken.auditId(), broken.problem()))
            .orElse(null));
  }
}
