package org.lumoauth.agents.workload.attest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lumoauth.agents.workload.rule.TrustRule;
import org.lumoauth.agents.workload.rule.TrustRuleCache;
import org.lumoauth.agents.workload.rule.TrustRuleService;
import org.lumoauth.agents.workload.rule.TrustRuleUsageStore;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.WorkloadAttestationVerifier;
import org.lumoauth.api.agent.WorkloadIdentityProvider.WorkloadIdentity;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Holds attestations against trust rules. Where a blueprint has rules, one of them has to trust the
 * workload; where the agent has some, one of those has to as well: an instance inherits, and its
 * own rules narrow. A rule that is disabled trusts nothing, and still counts as one.
 */
@Component(service = {TrustRuleAttestationVerifier.class, WorkloadAttestationVerifier.class})
public final class TrustRuleAttestationVerifier implements WorkloadAttestationVerifier {

  private static final int REJECTED = 401;
  private static final int UNAVAILABLE = 503;

  private record TrustedByRule(TrustRule rule, WorkloadIdentity identity) {}

  private final TrustRuleCache rules;
  private final TrustRuleUsageStore uses;
  private final TrustRuleService book;
  private final WorkloadOptionalServices neighbours;

  @Activate
  public TrustRuleAttestationVerifier(
      @Reference TrustRuleCache rules,
      @Reference TrustRuleUsageStore uses,
      @Reference TrustRuleService book,
      @Reference WorkloadOptionalServices neighbours) {
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
    recordUse(tenant, match); // what is made for the client ends with the rules
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

  /** Whether the rules stand as they did when they were read, and there are no others to ask. */
  boolean stands(TenantContext tenant, WorkloadAttestationMatch match) {
    return match.rules().stream().allMatch(rule -> book.isUnchanged(tenant, rule))
        && match.unruled().stream().allMatch(holder -> book.hasNoRules(tenant, holder));
  }

  /**
   * Finds the rules by which an attestation is of an agent.
   *
   * @param agent the agent that the workload says it is; empty where there is none
   * @throws ApiException 401 {@code attestation_rejected}, the same whatever is wrong; 503 if that
   *     can't be found out now
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

  /** Whose rules count: those of the blueprint, and the agent's own. */
  private static List<String> holders(Agent agent) {
    return Stream.concat(agent.details().blueprintId().stream(), Stream.of(agent.id())).toList();
  }

  /** Keeps by which rules an agent is about to get a token. Returns when that is durable. */
  void recordUse(TenantContext tenant, WorkloadAttestationMatch match) {
    match
        .rules()
        .forEach(rule -> uses.recordUse(tenant.id(), rule.id(), match.agent().id(), Instant.now()));
  }

  /** Empty if there are no rules; refused if there are and none of them trusts it. */
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
   * Another rule may trust what this one does not. If none does, one that could not be asked might
   * have: that is no refusal.
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
        "The attestation is not accepted for this agent; the server's log says why.");
  }
}
