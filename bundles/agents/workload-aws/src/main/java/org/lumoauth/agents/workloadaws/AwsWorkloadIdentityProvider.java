/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workloadaws;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lumoauth.agents.workloadaws.AwsCallerIdentityResolver.SignedCallerIdentity;
import org.lumoauth.api.agent.WorkloadIdentityProvider;
import org.lumoauth.api.agent.WorkloadTokenVerifier;
import org.lumoauth.api.agent.WorkloadTokenVerifier.VerifiedWorkloadToken;
import org.lumoauth.api.agent.WorkloadTokenVerifier.WorkloadClaimMapping;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trusts workloads on AWS. A rule with an issuer applies to AWS tokens: of a service account of an
 * EKS cluster, or of a role of an account. A rule without an issuer applies to roles with sessions
 * that sign {@code GetCallerIdentity}.
 */
@Component(
    property = {
      "lumoauth.kind=workload-identity-provider",
      "lumoauth.name=" + AwsWorkloadIdentityProvider.NAME
    })
public final class AwsWorkloadIdentityProvider implements WorkloadIdentityProvider {

  static final String NAME = "aws";

  private static final Logger LOG = LoggerFactory.getLogger(AwsWorkloadIdentityProvider.class);
  private static final String ROLES = "roleArns";
  private static final String REGIONS = "regions";
  private static final String NAMESPACE = "namespace";
  private static final String ACCOUNT = "serviceAccount";
  private static final int MAX_ITEMS = 50;
  private static final int MAX_TEXT = 600;

  /** Mapping for a role of an account: {@code sub} is its ARN. */
  private static final WorkloadClaimMapping OF_ROLES =
      new WorkloadClaimMapping(
          Optional.empty(),
          Map.of(ROLES, "sub", REGIONS, "/https:~1~1sts.amazonaws.com~1/source_region"),
          Set.of(ROLES));

  /** Mapping for a service account of a cluster. */
  private static final WorkloadClaimMapping OF_CLUSTER =
      new WorkloadClaimMapping(
          Optional.empty(),
          Map.of(
              NAMESPACE, "/kubernetes.io/namespace",
              ACCOUNT, "/kubernetes.io/serviceaccount/name"),
          Set.of(NAMESPACE, ACCOUNT));

  private final WorkloadTokenVerifier tokens;
  private final AwsCallerIdentityResolver callers;

  @Activate
  public AwsWorkloadIdentityProvider(
      @Reference WorkloadTokenVerifier tokens, @Reference AwsCallerIdentityResolver callers) {
    this.tokens = tokens;
    this.callers = callers;
  }

  @Override
  public Map<String, Object> check(TenantContext tenant, Map<String, Object> trust) {
    if (trust.containsKey(WorkloadTokenVerifier.ISSUER)) {
      return tokens.check(tenant, trust, mapping(trust));
    }
    JsonObjectMemberReader members = JsonObjectMemberReader.of(trust, Set.of(ROLES, REGIONS));
    Map<String, Object> kept = new LinkedHashMap<>();
    kept.put(ROLES, texts(members, ROLES));
    if (members.has(REGIONS)) {
      kept.put(REGIONS, texts(members, REGIONS));
    }
    if (!texts(kept, ROLES).stream().allMatch(arn -> AwsRoleArn.ofRole(arn).isPresent())) {
      throw ApiException.invalid(
          ROLES, "roleArns must be ARNs of roles, such as arn:aws:iam::…:role/reporter.");
    }
    return kept;
  }

  @Override
  public Optional<WorkloadIdentity> verify(
      TenantContext tenant, String attestation, Map<String, Object> trust) {
    if (trust.containsKey(WorkloadTokenVerifier.ISSUER)) {
      return tokens
          .verify(tenant, attestation, trust, mapping(trust))
          .map(token -> ofToken(token, trust));
    }
    if (AwsSignedRequest.isSignedRequest(attestation)) {
      return Optional.of(ofSignature(tenant, attestation, trust));
    }
    if (attestation.chars().filter(each -> each == '.').count() == 2) {
      throw rejected(tenant, "the rule trusts signed requests, but the attestation is a token");
    }
    return Optional.empty();
  }

  private static WorkloadClaimMapping mapping(Map<String, Object> trust) {
    return trust.containsKey(NAMESPACE) || trust.containsKey(ACCOUNT) ? OF_CLUSTER : OF_ROLES;
  }

  /** In a cluster's own token, the subject and the claims always match. */
  private static WorkloadIdentity ofToken(VerifiedWorkloadToken token, Map<String, Object> trust) {
    String account = "system:serviceaccount:" + trust.get(NAMESPACE) + ":" + trust.get(ACCOUNT);
    if (trust.containsKey(NAMESPACE) && !token.subject().equals(account)) {
      throw new ApiException(
          401,
          "attestation_rejected",
          "The attestation is not accepted for this agent. See the server log for "
              + "the reason.");
    }
    return new WorkloadIdentity(
        NAME,
        token.subject(),
        token.issuer(),
        Map.of(WorkloadIdentity.AUDIENCE_GENERIC, token.audienceGeneric()));
  }

  private WorkloadIdentity ofSignature(
      TenantContext tenant, String attestation, Map<String, Object> trust) {
    List<String> roles = texts(trust, ROLES);
    if (roles.isEmpty()) {
      throw rejected(tenant, "the rule trusts no role");
    }
    try {
      SignedCallerIdentity signed = callers.find(tenant, attestation);
      AwsRoleArn role = signed.caller().role();
      AwsAttestationRejectedException.require(
          roles.stream().anyMatch(arn -> AwsRoleArn.ofRole(arn).filter(role::equals).isPresent()),
          "the role is not one of the rule's");
      AwsAttestationRejectedException.require(
          !trust.containsKey(REGIONS) || texts(trust, REGIONS).contains(signed.region()),
          "the region is not one of the rule's");
      return new WorkloadIdentity(
          NAME,
          role.toString(),
          "https://sts.amazonaws.com",
          Map.of(WorkloadIdentity.AUDIENCE_GENERIC, false, "session", signed.caller().arn()));
    } catch (AwsAttestationRejectedException e) {
      throw rejected(tenant, e.getMessage());
    }
  }

  private static List<String> texts(JsonObjectMemberReader members, String name) {
    List<String> texts = members.textList(name, MAX_ITEMS, MAX_TEXT).orElse(List.of());
    if (texts.isEmpty()) {
      throw ApiException.invalid(name, name + " must be a non-empty list of strings.");
    }
    return texts;
  }

  private static List<String> texts(Map<String, Object> trust, String name) {
    return trust.get(name) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  private static ApiException rejected(TenantContext tenant, @Nullable String why) {
    LOG.info("workload-aws.refused: tenant={} reason={}", tenant.id(), why);
    return new ApiException(
        401,
        "attestation_rejected",
        "The attestation is not accepted for this agent. See the server log for " + "the reason.");
  }
}
