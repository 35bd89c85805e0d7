/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.workload.token.JwtWorkloadTokenVerifier;
import org.lumoauth.api.agent.WorkloadTokenVerifier;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;

/**
 * Verifies tokens as on a server and records the reason for each rejection, which callers do not
 * receive.
 */
final class RecordingWorkloadTokenVerifier implements WorkloadTokenVerifier {

  private final JwtWorkloadTokenVerifier tokens;
  private final List<String> reasons = new ArrayList<>();

  RecordingWorkloadTokenVerifier(JwtWorkloadTokenVerifier tokens) {
    this.tokens = tokens;
  }

  @Override
  public Map<String, Object> check(
      TenantContext tenant, Map<String, Object> trust, WorkloadClaimMapping mapping) {
    return tokens.check(tenant, trust, mapping);
  }

  @Override
  public Optional<VerifiedWorkloadToken> verify(
      TenantContext tenant, String jwt, Map<String, Object> trust, WorkloadClaimMapping mapping) {
    try {
      tokens.read(tenant, jwt, trust, mapping);
      reasons.add(JwtWorkloadIdentityProviderContract.THE_TOKEN_HOLDS);
    } catch (InvalidTokenException e) {
      reasons.add(e.getMessage());
    }
    return tokens.verify(tenant, jwt, trust, mapping);
  }

  /** Returns the reasons for rejections since the last call. */
  List<String> reasons() {
    List<String> all = List.copyOf(reasons);
    reasons.clear();
    return all;
  }
}
