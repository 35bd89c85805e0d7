package org.lumoauth.api.authn;

import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: one sign of risk at sign-in. Registered with {@code lumoauth.kind=risk-signal}
 * and {@code lumoauth.name}.
 */
public interface RiskSignal {

  /**
   * Judges one sign-in.
   *
   * @return the risk that this signal sees; empty if it can tell nothing
   */
  Optional<SignInRisk> assess(TenantContext tenant, SubjectRef subject, HttpRequestView request);

  /**
   * @param score 0 (none) to 100 (certain)
   * @param reason a sentence for the audit record
   */
  record SignInRisk(int score, String reason) {
    public SignInRisk {
      if (score < 0 || score > 100) {
        throw new IllegalArgumentException("score is 0 to 100");
      }
    }
  }
}
