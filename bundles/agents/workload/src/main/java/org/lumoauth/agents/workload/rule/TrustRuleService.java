/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.rule;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventPublisher;
import org.lumoauth.api.event.OutboxEvents;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Creates and changes trust rules. A change applies to the next attestation. If a rule is deleted,
 * disabled or narrowed, the tokens of agents that used the rule are revoked.
 */
@Component(service = TrustRuleService.class)
public final class TrustRuleService {

  /**
   * The maximum number of rules of an agent or a blueprint: an attestation is checked against each
   * of them.
   */
  public static final int MAX_OF_HOLDER = 20;

  private static final int MAX_OF_TENANT = 10_000;

  /** Each attempt fails only if a concurrent request created or deleted a rule of the tenant. */
  private static final int ATTEMPTS = 30;

  private final TrustRuleStore store;
  private final TrustRuleCache memory;
  private final BlueprintInstanceWithRulesLookup instances;
  private final TrustRuleCredentialUsersReporter setters;
  private final IdGenerator identifiers;
  private final DomainEventPublisher events;
  private final TrustRuleAudit audit;

  @Activate
  public TrustRuleService(
      @Reference TrustRuleStore store,
      @Reference TrustRuleCache memory,
      @Reference BlueprintInstanceWithRulesLookup instances,
      @Reference ProviderRegistry registry,
      @Reference IdGenerator identifiers,
      @Reference DomainEventPublisher events,
      @Reference AuditLog log) {
    this.store = store;
    this.memory = memory;
    this.instances = instances;
    this.setters = new TrustRuleCredentialUsersReporter(registry);
    this.identifiers = identifiers;
    this.events = events;
    this.audit = new TrustRuleAudit(log);
  }

  @Deactivate
  void close() {
    setters.close();
  }

  /** Returns the rules of an agent or a blueprint, oldest first. */
  public List<TrustRule> list(TenantContext tenant, String holderId) {
    return store.of(tenant.id(), holderId);
  }

  /**
   * Returns the rules of all agents and blueprints; for each agent or blueprint the oldest rule
   * first.
   */
  public List<TrustRule> all(TenantContext tenant) {
    return store.all(tenant.id());
  }

  /**
   * Returns a rule of an agent or a blueprint.
   *
   * @throws ApiException 404 {@code resource_not_found}
   */
  public TrustRule get(TenantContext tenant, String holderId, String id) {
    return store
        .find(tenant.id(), id)
        .filter(rule -> rule.settings().holderId().equals(holderId))
        .orElseThrow(TrustRuleService::unknown);
  }

  /** Whether a rule is unchanged since it was read. */
  public boolean isUnchanged(TenantContext tenant, TrustRule rule) {
    return store.find(tenant.id(), rule.id()).filter(rule::equals).isPresent();
  }

  /** Whether an agent or a blueprint has no rule, not even a disabled one. */
  public boolean hasNoRules(TenantContext tenant, String holderId) {
    return store.of(tenant.id(), holderId).isEmpty();
  }

  /**
   * Creates a rule. The first rule of an agent or blueprint narrows the trust that applied without
   * rules, so it revokes the tokens based on that trust.
   *
   * @throws ApiException 422 {@code validation_error} if the agent or blueprint has too many rules
   */
  public TrustRule create(TenantContext tenant, TrustRuleDefinition settings, AuditInitiator by) {
    audit.requireWritable();
    requireRoom(
        tenant, settings.holderId()); // before the user is recorded as a setter of a rejected rule
    var rule =
        new TrustRule(
            identifiers.next("wtr_"), settings, Instant.now().truncatedTo(ChronoUnit.MICROS), 0);
    setters.reportSet(tenant, settings.holderId(), rule.id(), by);
    try {
      return added(tenant, rule, by);
    } catch (RuntimeException e) {
      if (store.find(tenant.id(), rule.id()).isEmpty()) { // trust applies to the stored rule
        notAdded(tenant, rule, e);
      }
      throw e;
    }
  }

  /** A rejected rule was never valid; after any other failure, its state is unknown. */
  private void notAdded(TenantContext tenant, TrustRule rule, RuntimeException why) {
    if (why instanceof ApiException refusal && refusal.status() < 500) {
      setters.reportRefused(tenant, rule.settings().holderId(), rule.id());
    } else {
      setters.reportRemoved(tenant, rule.settings().holderId(), rule.id());
    }
  }

  /**
   * Returns the number of rules of the agent or blueprint. Throws if it or the tenant has the
   * maximum number of rules.
   */
  private int requireRoom(TenantContext tenant, String holderId) {
    int there = store.of(tenant.id(), holderId).size();
    if (there >= MAX_OF_HOLDER || store.count(tenant.id()) >= MAX_OF_TENANT) {
      throw ApiException.invalid(
          "provider", "A holder can have at most " + MAX_OF_HOLDER + " trust rules.");
    }
    return there;
  }

  private TrustRule added(TenantContext tenant, TrustRule rule, AuditInitiator by) {
    TrustRuleDefinition settings = rule.settings();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      long mark = store.changes(tenant.id());
      int before = requireRoom(tenant, settings.holderId());
      boolean narrows = // determined before the new rule counts
          before == 0 && !instances.narrowedBy(tenant, settings.holderId()).isEmpty();
      OutboxEvents told =
          narrows
              ? narrowed(tenant, TrustRuleRevocationListener.OF_HOLDER, settings.holderId())
              : events.prepare();
      if (store.add(tenant.id(), rule, mark, told)) {
        changed(tenant, settings.holderId());
        told.publish();
        audit.record(
            tenant, by, "created", rule, Map.of("newValue", TrustRuleAudit.shown(settings)));
        return rule;
      }
    }
    throw overtaken();
  }

  /**
   * Changes a rule.
   *
   * @throws ApiException 404 {@code resource_not_found}, 409 {@code conflict}
   */
  public TrustRule change(
      TenantContext tenant,
      String holderId,
      String id,
      UnaryOperator<TrustRuleDefinition> change,
      AuditInitiator by) {
    TrustRule was = get(tenant, holderId, id);
    TrustRuleDefinition after = change.apply(was.settings());
    OutboxEvents told =
        after.trustsAsMuchAs(was.settings())
            ? events.prepare()
            : narrowed(tenant, TrustRuleRevocationListener.OF_RULE, id);
    audit.requireWritable();
    if (!after.trustsTheSameAs(was.settings())) {
      setters.reportSet(tenant, holderId, id, by);
    }
    if (!store.replace(tenant.id(), was, after, Instant.now(), told)) {
      throw overtaken();
    }
    var rule = new TrustRule(id, after, was.createdAt(), was.version() + 1);
    changed(tenant, holderId);
    told.publish();
    audit.record(
        tenant,
        by,
        "updated",
        rule,
        Map.of(
            "oldValue",
            TrustRuleAudit.shown(was.settings()),
            "newValue",
            TrustRuleAudit.shown(after)));
    return rule;
  }

  /**
   * Deletes a rule. The last rule of a blueprint cannot be deleted while instances have rules of
   * their own: those rules narrow the blueprint's trust, and without it they alone would decide. If
   * the registry cannot tell whether instances have rules, the rule is disabled instead: it then
   * trusts no workload, and the instances' rules trust no additional workloads.
   *
   * @throws ApiException 404 {@code resource_not_found}, 409 {@code conflict}, 503 {@code
   *     module_unavailable} if the rule is disabled but not deleted
   */
  public void delete(TenantContext tenant, String holderId, String id, AuditInitiator by) {
    TrustRule rule = get(tenant, holderId, id);
    OutboxEvents told = narrowed(tenant, TrustRuleRevocationListener.OF_RULE, id);
    audit.requireWritable();
    if (!remove(tenant, rule, told)) {
      if (rule.settings().enabled()) {
        change(tenant, holderId, id, TrustRuleDefinition::disabled, by);
      }
      throw new ApiException(
          503,
          "module_unavailable",
          "The rule was disabled and trusts no workload. It is the last rule of its "
              + "blueprint and can be"
              + " deleted only when the module agents-registry is available again.");
    }
    changed(tenant, holderId);
    told.publish();
    audit.record(
        tenant, by, "deleted", rule, Map.of("oldValue", TrustRuleAudit.shown(rule.settings())));
    setters.reportRemoved(tenant, holderId, id);
  }

  /** Whether it was deleted; false if the effect on instances is unknown. */
  private boolean remove(TenantContext tenant, TrustRule rule, OutboxEvents told) {
    String holderId = rule.settings().holderId();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      long mark = store.changes(tenant.id());
      List<TrustRule> rules = store.of(tenant.id(), holderId);
      if (rules.stream().noneMatch(each -> each.id().equals(rule.id()))) {
        throw unknown();
      }
      if (rules.size() == 1) {
        Optional<List<String>> narrowing = instances.find(tenant, holderId);
        if (narrowing.isEmpty()) {
          return false;
        }
        requireNone(narrowing.get());
      }
      if (store.remove(tenant.id(), rule.id(), mark, told)) {
        return true;
      }
    }
    throw overtaken();
  }

  private static void requireNone(List<String> narrowing) {
    if (!narrowing.isEmpty()) {
      throw new ApiException(
          409,
          "conflict",
          "This is the blueprint's last rule, and instances have rules of their own "
              + "that would trust"
              + " more without it. Disable this rule, or delete the instances' rules first.");
    }
  }

  /** Prepares the event with which {@link TrustRuleRevocationListener} revokes tokens. */
  private OutboxEvents narrowed(TenantContext tenant, String type, String id) {
    return events.prepare(new DomainEvent(type, tenant.id(), id));
  }

  private void changed(TenantContext tenant, String holderId) {
    memory.invalidate(tenant.id(), holderId);
    events.publish(new DomainEvent(TrustRuleCache.CHANGED, tenant.id(), holderId));
  }

  private static ApiException overtaken() {
    return new ApiException(
        409, "conflict", "The rules were changed by another request. Try again.");
  }

  private static ApiException unknown() {
    return ApiException.notFound("The trust rule does not exist.");
  }
}
