/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.issuers;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.agent.WorkloadIdentityProvider;
import org.lumoauth.api.agent.WorkloadTokenVerifier;
import org.lumoauth.api.agent.WorkloadTokenVerifier.VerifiedWorkloadToken;
import org.lumoauth.api.agent.WorkloadTokenVerifier.WorkloadClaimMapping;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trusts JWTs that a platform issues to its workloads. The preset of each platform extends it. */
abstract class JwtWorkloadIdentityProvider implements WorkloadIdentityProvider {

  private static final Logger LOG = LoggerFactory.getLogger(JwtWorkloadIdentityProvider.class);

  private final String name;
  private final WorkloadClaimMapping mapping;
  private final WorkloadTokenVerifier tokens;

  JwtWorkloadIdentityProvider(
      String name, WorkloadClaimMapping mapping, WorkloadTokenVerifier tokens) {
    this.name = name;
    this.mapping = mapping;
    this.tokens = tokens;
  }

  @Override
  public Map<String, Object> check(TenantContext tenant, Map<String, Object> trust) {
    Map<String, Object> rule = tokens.check(tenant, trust, mapping);
    requireWorkloads(rule);
    return rule;
  }

  @Override
  public final Optional<WorkloadIdentity> verify(
      TenantContext tenant, String attestation, Map<String, Object> trust) {
    return verifyToken(tenant, attestation, trust).map(token -> identity(tenant, token, trust));
  }

  private WorkloadIdentity identity(
      TenantContext tenant, VerifiedWorkloadToken token, Map<String, Object> trust) {
    findRejectionReason(token, trust)
        .ifPresent(
            reason -> {
              LOG.info("workload-{}.refused: tenant={} reason={}", name, tenant.id(), reason);
              throw new ApiException(
                  401,
                  "attestation_rejected",
                  "The attestation is not accepted for this agent. See the server log for "
                      + "the reason.");
            });
    Map<String, Object> attributes = new HashMap<>(attributes(token));
    attributes.put(WorkloadIdentity.AUDIENCE_GENERIC, token.audienceGeneric());
    return new WorkloadIdentity(name, subject(token), token.issuer(), attributes);
  }

  /**
   * Requires that a rule selects workloads of the platform.
   *
   * @param rule the rule, after the common validation
   * @throws ApiException 422 {@code validation_error}
   */
  void requireWorkloads(Map<String, Object> rule) {}

  /** Verifies a token as {@link WorkloadTokenVerifier#verify}. */
  Optional<VerifiedWorkloadToken> verifyToken(
      TenantContext tenant, String jwt, Map<String, Object> trust) {
    return tokens.verify(tenant, jwt, trust, mapping);
  }

  /** Returns the reason why a valid token is not accepted, for the log; empty if it is accepted. */
  Optional<String> findRejectionReason(VerifiedWorkloadToken token, Map<String, Object> trust) {
    return Optional.empty();
  }

  /** Returns the subject of an accepted token. */
  String subject(VerifiedWorkloadToken token) {
    return token.subject();
  }

  /** Returns the platform's attributes of an accepted token. */
  Map<String, Object> attributes(VerifiedWorkloadToken token) {
    return Map.of();
  }
}
