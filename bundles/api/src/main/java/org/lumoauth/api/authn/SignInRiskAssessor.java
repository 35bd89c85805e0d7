/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.authn;

import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: assesses one risk factor of a sign-in. Registered with {@code
 * lumoauth.kind=risk-signal} and {@code lumoauth.name}.
 */
public interface SignInRiskAssessor {

  /**
   * Assesses the risk of a sign-in.
   *
   * @return the risk that this signal sees; empty if it cannot assess the sign-in
   */
  Optional<SignInRisk> assess(TenantContext tenant, SubjectRef subject, HttpRequestView request);

  /**
   * The assessed risk of a sign-in.
   *
   * @param score 0 (none) to 100 (certain)
   * @param reason a sentence for the audit record
   */
  record SignInRisk(int score, String reason) {
    public SignInRisk {
      if (score < 0 || score > 100) {
        throw new IllegalArgumentException("score must be between 0 and 100");
      }
    }
  }
}
