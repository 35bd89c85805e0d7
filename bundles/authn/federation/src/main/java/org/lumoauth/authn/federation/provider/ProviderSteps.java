package org.lumoauth.authn.federation.provider;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEvents;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.authn.federation.link.LinkStore;
import org.lumoauth.platform.persistence.DuplicateKeyException;

/** Carries out what was checked: writes it, records it, and tells everybody who remembers it. */
final class ProviderSteps {

  private final ProviderStore store;
  private final ProviderMemory memory;
  private final LinkStore links;
  private final DomainEvents events;
  private final ProviderAudit audit;

  ProviderSteps(
      ProviderStore store,
      ProviderMemory memory,
      LinkStore links,
      DomainEvents events,
      AuditLog log) {
    this.store = store;
    this.memory = memory;
    this.links = links;
    this.events = events;
    this.audit = new ProviderAudit(log);
  }

  /**
   * Carries out several, all of them or none.
   *
   * @return the providers as they are then
   * @throws Problem 409 {@code duplicate_resource} or {@code conflict} if somebody was faster
   */
  List<SocialProvider> carryOut(List<ProviderStep> steps) {
    audit.requireWritable();
    try {
      store.together(
          connection -> {
            for (ProviderStep step : steps) {
              step.write(connection);
            }
            return null;
          });
    } catch (DuplicateKeyException e) {
      throw duplicate();
    }
    return steps.stream().map(ProviderStep::tell).toList();
  }

  /** A provider that is new. */
  ProviderStep addition(
      TenantContext tenant,
      String provider,
      ProviderSettings settings,
      Optional<String> secret,
      Initiator by) {
    return new ProviderAddition(this, store, tenant, provider, settings, secret, by);
  }

  /** One that is set up otherwise. */
  ProviderStep replacement(
      TenantContext tenant,
      SocialProvider was,
      ProviderSettings settings,
      Optional<String> secret,
      Initiator by) {
    return new ProviderReplacement(this, store, links, tenant, was, settings, secret, by);
  }

  /** Removes one, and who of it is whom here. */
  void delete(TenantContext tenant, SocialProvider provider, Initiator by) {
    audit.requireWritable();
    store.remove(tenant.id(), provider.provider());
    int ended = links.removeOfProvider(tenant.id(), provider.provider());
    changed(tenant, provider.provider());
    audit.record(
        tenant,
        by,
        "identity_provider.deleted",
        provider.provider(),
        "An identity provider was removed.",
        Map.of("oldValue", ProviderAudit.shown(provider.settings()), "links", ended));
  }

  /** Forgets what was known of a provider, and records what was done. */
  void done(
      TenantContext tenant,
      Initiator by,
      String action,
      String provider,
      String message,
      Map<String, Object> details) {
    changed(tenant, provider);
    audit.record(tenant, by, action, provider, message, details);
  }

  private void changed(TenantContext tenant, String provider) {
    memory.forget(tenant.id());
    events.publish(new DomainEvent(ProviderMemory.CHANGED, tenant.id(), provider));
  }

  static Problem duplicate() {
    return Problem.duplicate("This identity provider is set up already.");
  }
}
