package org.lumoauth.agents.workload.attest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lumoauth.agents.workload.rule.RuleBook;
import org.lumoauth.agents.workload.rule.RuleMemory;
import org.lumoauth.agents.workload.rule.RuleUses;
import org.lumoauth.agents.workload.rule.TrustRule;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.WorkloadAttestations;
import org.lumoauth.api.agent.WorkloadIdentityProvider.WorkloadIdentity;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Holds attestations against trust rules. Where a blueprint has rules, one of them has to trust the
 * workload; where the agent has some, one of those has to as well: an instance inherits, and its
 * own rules narrow. A rule that is disabled trusts nothing, and still counts as one.
 */
@Component(service = {Attestations.class, WorkloadAttestations.class})
public final class Attestations implements WorkloadAttestations {

  private static final int REJECTED = 401;
  private static final int UNAVAILABLE = 503;

  private record Trusted(TrustRule rule, WorkloadIdentity identity) {}

  private final RuleMemory rules;
  private final RuleUses uses;
  private final RuleBook book;
  private final Neighbours neighbours;

  @Activate
  public Attestations(
      @Reference RuleMemory rules,
      @Reference RuleUses uses,
      @Reference RuleBook book,
      @Reference Neighbours neighbours) {
    this.rules = rules;
    this.uses = uses;
    this.book = book;
    this.neighbours = neighbours;
  }

  @Override
  public Attested verify(
      TenantContext tenant, String clientId, String attestation, Optional<String> provider) {
    Match match = match(tenant, neighbours.agentOfClient(tenant, clientId), attestation, provider);
    keep(tenant, match); // what is made for the client ends with the rules
    return new Attested(match.agent(), match.identity());
  }

  @Override
  public boolean stands(
      TenantContext tenant, String clientId, String attestation, Optional<String> provider) {
    try {
      return stands(
          tenant, match(tenant, neighbours.agentOfClient(tenant, clientId), attestation, provider));
    } catch (Problem refusal) {
      if (refusal.status() == REJECTED) {
        return false;
      }
      throw refusal;
    }
  }

  /** Whether the rules stand as they did when they were read, and there are no others to ask. */
  boolean stands(TenantContext tenant, Match match) {
    return match.rules().stream().allMatch(rule -> book.stands(tenant, rule))
        && match.unruled().stream().allMatch(holder -> book.without(tenant, holder));
  }

  /**
   * Finds the rules by which an attestation is of an agent.
   *
   * @param agent the agent that the workload says it is; empty where there is none
   * @throws Problem 401 {@code attestation_rejected}, the same whatever is wrong; 503 if that can't
   *     be found out now
   */
  Match match(
      TenantContext tenant, Optional<Agent> agent, String attestation, Optional<String> provider) {
    Agent asked =
        agent
            .filter(known -> known.identityType().equals(Agent.WORKLOAD))
            .orElseThrow(Attestations::rejected);
    List<Trusted> trusted = new ArrayList<>();
    List<String> unruled = new ArrayList<>();
    for (String holder : holders(asked)) {
      trusted(tenant, holder, attestation, provider)
          .ifPresentOrElse(trusted::add, () -> unruled.add(holder));
    }
    if (trusted.isEmpty()) {
      throw rejected();
    }
    return new Match(
        asked, trusted.stream().map(Trusted::rule).toList(), unruled, trusted.get(0).identity());
  }

  /** Whose rules count: those of the blueprint, and the agent's own. */
  private static List<String> holders(Agent agent) {
    return Stream.concat(agent.details().blueprintId().stream(), Stream.of(agent.id())).toList();
  }

  /** Keeps by which rules an agent is about to get a token. Returns when that is durable. */
  void keep(TenantContext tenant, Match match) {
    match
        .rules()
        .forEach(rule -> uses.used(tenant.id(), rule.id(), match.agent().id(), Instant.now()));
  }

  /** Empty if there are no rules; refused if there are and none of them trusts it. */
  private Optional<Trusted> trusted(
      TenantContext tenant, String holderId, String attestation, Optional<String> provider) {
    List<TrustRule> all = rules.of(tenant.id(), holderId);
    if (all.isEmpty()) {
      return Optional.empty();
    }
    Problem otherwise = rejected();
    for (TrustRule rule : all) {
      boolean asked = provider.map(rule.settings().provider()::equals).orElse(true);
      if (asked && rule.settings().enabled()) {
        try {
          Optional<WorkloadIdentity> identity = identity(tenant, attestation, rule);
          if (identity.isPresent()) {
            return Optional.of(new Trusted(rule, identity.get()));
          }
        } catch (Problem refusal) {
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
  private static Problem unlessAnotherTrustsIt(Problem refusal, Problem before) {
    return switch (refusal.status()) {
      case REJECTED -> before;
      case UNAVAILABLE -> refusal;
      default -> throw refusal;
    };
  }

  static Problem rejected() {
    return new Problem(
        REJECTED,
        "attestation_rejected",
        "The attestation is not accepted for this agent; the server's log says why.");
  }
}
