package org.lumoauth.agents.budgets.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.lumoauth.agents.budgets.BudgetView;
import org.lumoauth.agents.budgets.Holders;
import org.lumoauth.agents.budgets.Limits;
import org.lumoauth.agents.budgets.Policies;
import org.lumoauth.agents.budgets.Policy;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.Exchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Changes budgets on behalf of administrators, on record. */
@Component(service = BudgetChanges.class)
public final class BudgetChanges {

  private final Holders holders;
  private final Policies policies;
  private final AuditLog audit;

  @Activate
  public BudgetChanges(
      @Reference Holders holders, @Reference Policies policies, @Reference AuditLog audit) {
    this.holders = holders;
    this.policies = policies;
    this.audit = audit;
  }

  /**
   * Sets what an agent, or every instance of a blueprint, may use.
   *
   * @throws Problem 403 {@code permission_denied} for who may not approve and takes people's
   *     approval away, or raises the cost above which they are asked
   */
  void limit(Exchange exchange, String holderId, Limits limits) {
    refuseBounded(exchange, holderId);
    var before = new AtomicReference<>(Limits.NONE);
    policies.change(
        exchange.tenant(),
        holderId,
        was -> {
          if (limits.asksLessThan(was.limits())) { // as whoever changes the rules of risk needs it
            exchange.require(SystemPermissions.JIT_APPROVE);
          }
          before.set(was.limits());
          return new Policy(holderId, limits, was.generation());
        });
    var details = new LinkedHashMap<String, Object>();
    details.put("oldValue", BudgetView.limits(before.get()));
    details.put("newValue", BudgetView.limits(limits));
    record(exchange, "agent.budget.changed", holderId, "The budget was changed.", details);
  }

  void reset(Exchange exchange, String holderId) {
    refuseBounded(exchange, holderId);
    policies.change(
        exchange.tenant(),
        holderId,
        was -> new Policy(holderId, was.limits(), was.generation() + 1));
    record(exchange, "agent.budget.reset", holderId, "The budget's counts began anew.", Map.of());
  }

  /** Whoever is limited does not set the limit, neither of itself nor of one that bounds it. */
  private void refuseBounded(Exchange exchange, String holderId) {
    var caller = exchange.caller();
    boolean bounded =
        Stream.concat(
                Stream.of(caller.subject()),
                Stream.concat(caller.actors().stream(), caller.principal().stream()))
            .filter(party -> party.type().equals(SubjectRef.AGENT))
            .anyMatch(agent -> holders.bounds(exchange.tenant(), holderId, agent.id()));
    if (bounded) {
      throw Problem.forbidden(
          "An agent changes no budget that bounds it: its own, those of the agents above it, and"
              + " those of their blueprints.");
    }
  }

  private void record(
      Exchange exchange,
      String action,
      String holderId,
      String message,
      Map<String, Object> details) {
    var by = Initiator.of(exchange.caller(), exchange.requestInfo());
    audit.record(
        exchange.tenant().id(),
        by.did(
            action,
            new AuditEvent.Target(
                holderId.startsWith("abp_") ? "agent_blueprint" : "agent",
                holderId,
                Optional.empty()),
            message,
            details));
  }
}
