/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.attest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lumoauth.agents.workload.rule.TrustRule;
import org.lumoauth.agents.workload.rule.TrustRuleCache;
import org.lumoauth.agents.workload.rule.TrustRuleService;
import org.lumoauth.agents.workload.rule.TrustRuleTokenRecipientStore;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.WorkloadAttestationVerifier;
import org.lumoauth.api.agent.WorkloadIdentityProvider.WorkloadIdentity;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Verifies attestations against trust rules. If a blueprint has rules, one of them must trust the
 * workload; if the agent has rules, one of those must trust it as well. An instance inherits its
 * blueprint's rules, and its own rules narrow them. A disabled rule trusts no workload but still
 * counts as a rule.
 */
@Component(service = {TrustRuleAttestationVerifier.class, WorkloadAttestationVerifier.class})
public final class TrustRuleAttestationVerifier implements WorkloadAttestationVerifier {

  private static final int REJECTED = 401;
  private static final int UNAVAILABLE = 503;

  private record TrustedByRule(TrustRule rule, WorkloadIdentity identity) {}

  private final TrustRuleCache rules;
  private final TrustRuleTokenRecipientStore uses;
  private final TrustRuleService book;
  private final AgentAndProviderGateway neighbours;

  @Activate
  public TrustRuleAttestationVerifier(
      @Reference TrustRuleCache rules,
      @Reference TrustRuleTokenRecipientStore uses,
      @Reference TrustRuleService book,
      @Reference AgentAndProviderGateway neighbours) {
    this.rules = rules;
    this.uses = uses;
    this.book = book;
    this.neighbours = neighbours;
  }

  @Override
  public AttestedAgent verify(
      TenantContext tenant, String clientId, String attestation, Optional<String> provider) {
    WorkloadAttestationMatch match =
        match(tenant, neighbours.findAgentByClient(tenant, clientId), attestation, provider);
    recordUse(
        tenant, match); // credentials created for the client are revoked together with the rules
    return new AttestedAgent(match.agent(), match.identity());
  }

  @Override
  public boolean isStillValid(
      TenantContext tenant, String clientId, String attestation, Optional<String> provider) {
    try {
      return stands(
          tenant,
          match(tenant, neighbours.findAgentByClient(tenant, clientId), attestation, provider));
    } catch (ApiException refusal) {
      if (refusal.status() == REJECTED) {
        return false;
      }
      throw refusal;
    }
  }

  /** Whether the rules are unchanged since they were read, and no further rules apply. */
  boolean stands(TenantContext tenant, WorkloadAttestationMatch match) {
    return match.rules().stream().allMatch(rule -> book.isUnchanged(tenant, rule))
        && match.unruled().stream().allMatch(holder -> book.hasNoRules(tenant, holder));
  }

  /**
   * Finds the rules that accept an attestation for an agent.
   *
   * @param agent the agent that the workload claims to be; empty if the agent does not exist
   * @throws ApiException 401 {@code attestation_rejected}, with the same text for every reason; 503
   *     if the attestation cannot be verified now
   */
  WorkloadAttestationMatch match(
      TenantContext tenant, Optional<Agent> agent, String attestation, Optional<String> provider) {
    Agent asked =
        agent
            .filter(known -> known.identityType().equals(Agent.WORKLOAD))
            .orElseThrow(TrustRuleAttestationVerifier::rejected);
    List<TrustedByRule> trusted = new ArrayList<>();
    List<String> unruled = new ArrayList<>();
    for (String holder : holders(asked)) {
      trusted(tenant, holder, attestation, provider)
          .ifPresentOrElse(trusted::add, () -> unruled.add(holder));
    }
    if (trusted.isEmpty()) {
      throw rejected();
    }
    return new WorkloadAttestationMatch(
        asked,
        trusted.stream().map(TrustedByRule::rule).toList(),
        unruled,
        trusted.get(0).identity());
  }

  /** Returns the ids of the agent and of its blueprint, if any: the rules of both apply. */
  private static List<String> holders(Agent agent) {
    return Stream.concat(agent.details().blueprintId().stream(), Stream.of(agent.id())).toList();
  }

  /** Records the rules that let an agent obtain a token. Returns when the record is durable. */
  void recordUse(TenantContext tenant, WorkloadAttestationMatch match) {
    match
        .rules()
        .forEach(rule -> uses.recordUse(tenant.id(), rule.id(), match.agent().id(), Instant.now()));
  }

  /**
   * Returns empty if the agent or blueprint has no rules; rejects the attestation if it has rules
   * and none accepts it.
   */
  private Optional<TrustedByRule> trusted(
      TenantContext tenant, String holderId, String attestation, Optional<String> provider) {
    List<TrustRule> all = rules.of(tenant.id(), holderId);
    if (all.isEmpty()) {
      return Optional.empty();
    }
    ApiException otherwise = rejected();
    for (TrustRule rule : all) {
      boolean asked = provider.map(rule.settings().provider()::equals).orElse(true);
      if (asked && rule.settings().enabled()) {
        try {
          Optional<WorkloadIdentity> identity = identity(tenant, attestation, rule);
          if (identity.isPresent()) {
            return Optional.of(new TrustedByRule(rule, identity.get()));
          }
        } catch (ApiException refusal) {
          otherwise = unlessAnotherTrustsIt(refusal, otherwise);
        }
      }
    }
    throw otherwise;
  }

  private Optional<WorkloadIdentity> identity(
      TenantContext tenant, String attestation, TrustRule rule) {
    return neighbours
        .provider(
            rule.settings().provider(),
            provider -> provider.verify(tenant, attestation, rule.settings().trust()))
        .flatMap(found -> found);
  }

  /**
   * Selects the error to report if no rule accepts the attestation. If one of the rules could not
   * be evaluated, it might have accepted it, so the attestation is not rejected as invalid.
   */
  private static ApiException unlessAnotherTrustsIt(ApiException refusal, ApiException before) {
    return switch (refusal.status()) {
      case REJECTED -> before;
      case UNAVAILABLE -> refusal;
      default -> throw refusal;
    };
  }

  static ApiException rejected() {
    return new ApiException(
        REJECTED,
        "attestation_rejected",
        "The attestation is not accepted for this agent. See the server log for " + "the reason.");
  }
}
