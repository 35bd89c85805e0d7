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
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Makes and changes trust rules. A change holds for the next attestation; with the trust, or a part
 * of it, end the tokens of the agents that got some by it.
 */
@Component(service = TrustRuleService.class)
public final class TrustRuleService {

  /** How many an agent or a blueprint may have: an attestation is held against each of them. */
  public static final int MAX_OF_HOLDER = 20;

  private static final int MAX_OF_TENANT = 10_000;

  /** Each time somebody else made or removed a rule of the tenant. */
  private static final int ATTEMPTS = 30;

  private final TrustRuleStore store;
  private final TrustRuleCache memory;
  private final BlueprintInstanceLookup instances;
  private final TrustRuleProvenanceReporter setters;
  private final IdGenerator identifiers;
  private final DomainEventPublisher events;
  private final TrustRuleAudit audit;

  @Activate
  public TrustRuleService(
      @Reference TrustRuleStore store,
      @Reference TrustRuleCache memory,
      @Reference BlueprintInstanceLookup instances,
      @Reference TrustRuleProvenanceReporter setters,
      @Reference IdGenerator identifiers,
      @Reference DomainEventPublisher events,
      @Reference AuditLog log) {
    this.store = store;
    this.memory = memory;
    this.instances = instances;
    this.setters = setters;
    this.identifiers = identifiers;
    this.events = events;
    this.audit = new TrustRuleAudit(log);
  }

  /** The rules of an agent or a blueprint, oldest first. */
  public List<TrustRule> list(TenantContext tenant, String holderId) {
    return store.of(tenant.id(), holderId);
  }

  /** The rules of all agents and blueprints; of each, oldest first. */
  public List<TrustRule> all(TenantContext tenant) {
    return store.all(tenant.id());
  }

  /**
   * A rule of an agent or a blueprint.
   *
   * @throws ApiException 404 {@code resource_not_found}
   */
  public TrustRule get(TenantContext tenant, String holderId, String id) {
    return store
        .find(tenant.id(), id)
        .filter(rule -> rule.settings().holderId().equals(holderId))
        .orElseThrow(TrustRuleService::unknown);
  }

  /** Whether a rule stands as it did when it was read. */
  public boolean isUnchanged(TenantContext tenant, TrustRule rule) {
    return store.find(tenant.id(), rule.id()).filter(rule::equals).isPresent();
  }

  /** Whether an agent or a blueprint has no rule, not even one that is disabled. */
  public boolean hasNoRules(TenantContext tenant, String holderId) {
    return store.of(tenant.id(), holderId).isEmpty();
  }

  /**
   * Makes a rule. The first of an agent or a blueprint narrows what was trusted without it, so it
   * ends the tokens that came of that.
   *
   * @throws ApiException 422 {@code validation_error} if there are too many
   */
  public TrustRule create(TenantContext tenant, TrustRuleSettings settings, AuditInitiator by) {
    audit.requireWritable();
    requireRoom(tenant, settings.holderId()); // before anybody counts for what is refused
    var rule =
        new TrustRule(
            identifiers.next("wtr_"), settings, Instant.now().truncatedTo(ChronoUnit.MICROS), 0);
    setters.reportSet(tenant, settings.holderId(), rule.id(), by);
    try {
      return added(tenant, rule, by);
    } catch (RuntimeException e) {
      if (store.find(tenant.id(), rule.id()).isEmpty()) { // it is trusted where it was kept
        notAdded(tenant, rule, e);
      }
      throw e;
    }
  }

  /** What was refused held never; of what failed otherwise nobody knows. */
  private void notAdded(TenantContext tenant, TrustRule rule, RuntimeException why) {
    if (why instanceof ApiException refusal && refusal.status() < 500) {
      setters.reportRefused(tenant, rule.settings().holderId(), rule.id());
    } else {
      setters.reportRemoved(tenant, rule.settings().holderId(), rule.id());
    }
  }

  /** How many rules the agent or the blueprint has, which may have another. */
  private int requireRoom(TenantContext tenant, String holderId) {
    int there = store.of(tenant.id(), holderId).size();
    if (there >= MAX_OF_HOLDER || store.count(tenant.id()) >= MAX_OF_TENANT) {
      throw ApiException.invalid(
          "provider", "There may be " + MAX_OF_HOLDER + " rules at most here.");
    }
    return there;
  }

  private TrustRule added(TenantContext tenant, TrustRule rule, AuditInitiator by) {
    TrustRuleSettings settings = rule.settings();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      long mark = store.changes(tenant.id());
      int before = requireRoom(tenant, settings.holderId());
      boolean narrows = // known before it counts
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
      UnaryOperator<TrustRuleSettings> change,
      AuditInitiator by) {
    TrustRule was = get(tenant, holderId, id);
    TrustRuleSettings after = change.apply(was.settings());
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
   * Removes a rule. A blueprint's last one stays while instances have rules of their own: these
   * narrow what it trusts, and would be all there is without it. Where nobody can tell whether they
   * have, the rule is disabled: it trusts nothing then, and they no more than before.
   *
   * @throws ApiException 404 {@code resource_not_found}, 409 {@code conflict}, 503 {@code
   *     module_unavailable} where the rule is disabled and not removed
   */
  public void delete(TenantContext tenant, String holderId, String id, AuditInitiator by) {
    TrustRule rule = get(tenant, holderId, id);
    OutboxEvents told = narrowed(tenant, TrustRuleRevocationListener.OF_RULE, id);
    audit.requireWritable();
    if (!remove(tenant, rule, told)) {
      if (rule.settings().enabled()) {
        change(tenant, holderId, id, TrustRuleSettings::disabled, by);
      }
      throw new ApiException(
          503,
          "module_unavailable",
          "The rule is disabled now and trusts nothing; as the last of its blueprint it can be"
              + " removed only when the module agents-registry is back.");
    }
    changed(tenant, holderId);
    told.publish();
    audit.record(
        tenant, by, "deleted", rule, Map.of("oldValue", TrustRuleAudit.shown(rule.settings())));
    setters.reportRemoved(tenant, holderId, id);
  }

  /** Whether it could; it can't where nobody knows what instances would trust without it. */
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
          "It is the blueprint's last rule, and instances of it have rules of their own, which would"
              + " trust more without it. Disable it, or remove theirs first.");
    }
  }

  /** Prepares to tell {@link TrustRuleRevocationListener} to end tokens. */
  private OutboxEvents narrowed(TenantContext tenant, String type, String id) {
    return events.prepare(new DomainEvent(type, tenant.id(), id));
  }

  private void changed(TenantContext tenant, String holderId) {
    memory.invalidate(tenant.id(), holderId);
    events.publish(new DomainEvent(TrustRuleCache.CHANGED, tenant.id(), holderId));
  }

  private static ApiException overtaken() {
    return new ApiException(409, "conflict", "Somebody changed the rules meanwhile; try again.");
  }

  private static ApiException unknown() {
    return ApiException.notFound("There is no such trust rule.");
  }
}
