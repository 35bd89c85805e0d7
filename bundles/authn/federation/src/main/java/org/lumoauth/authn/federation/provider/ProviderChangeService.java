/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.provider;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventPublisher;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authn.federation.link.IdentityLinkStore;
import org.lumoauth.platform.persistence.DuplicateKeyException;

/** Applies validated changes: writes them, records them and publishes events. */
final class ProviderChangeService {

  private final SocialProviderStore store;
  private final SocialProviderCache memory;
  private final IdentityLinkStore links;
  private final DomainEventPublisher events;
  private final SocialProviderAudit audit;

  ProviderChangeService(
      SocialProviderStore store,
      SocialProviderCache memory,
      IdentityLinkStore links,
      DomainEventPublisher events,
      AuditLog log) {
    this.store = store;
    this.memory = memory;
    this.links = links;
    this.events = events;
    this.audit = new SocialProviderAudit(log);
  }

  /**
   * Applies several changes atomically.
   *
   * @return the providers after the changes
   * @throws ApiException 409 {@code duplicate_resource} or {@code conflict} after a concurrent
   *     change
   */
  List<SocialProvider> apply(List<PreparedProviderChange> steps) {
    audit.requireWritable();
    try {
      store.inTransaction(
          connection -> {
            for (PreparedProviderChange step : steps) {
              step.write(connection);
            }
            return null;
          });
    } catch (DuplicateKeyException e) {
      throw duplicate();
    }
    return steps.stream().map(PreparedProviderChange::publish).toList();
  }

  /** Prepares the creation of a provider. */
  PreparedProviderChange prepareCreation(
      TenantContext tenant,
      String provider,
      SocialProviderDefinition settings,
      Optional<String> secret,
      AuditInitiator by) {
    return new PreparedProviderCreation(this, store, tenant, provider, settings, secret, by);
  }

  /** Prepares the replacement of a provider's settings. */
  PreparedProviderChange prepareReplacement(
      TenantContext tenant,
      SocialProvider was,
      SocialProviderDefinition settings,
      Optional<String> secret,
      AuditInitiator by) {
    return new PreparedProviderReplacement(this, store, links, tenant, was, settings, secret, by);
  }

  /** Deletes a provider and its links. */
  void delete(TenantContext tenant, SocialProvider provider, AuditInitiator by) {
    audit.requireWritable();
    store.remove(tenant.id(), provider.provider());
    int ended = links.removeOfProvider(tenant.id(), provider.provider());
    changed(tenant, provider.provider());
    audit.record(
        tenant,
        by,
        "identity_provider.deleted",
        provider.provider(),
        "An identity provider was deleted.",
        Map.of("oldValue", SocialProviderAudit.shown(provider.settings()), "links", ended));
  }

  /** Evicts a provider from caches and records the audit event. */
  void recordAndPublish(
      TenantContext tenant,
      AuditInitiator by,
      String action,
      String provider,
      String message,
      Map<String, Object> details) {
    changed(tenant, provider);
    audit.record(tenant, by, action, provider, message, details);
  }

  private void changed(TenantContext tenant, String provider) {
    memory.invalidate(tenant.id());
    events.publish(new DomainEvent(SocialProviderCache.CHANGED, tenant.id(), provider));
  }

  static ApiException duplicate() {
    return ApiException.duplicate("The identity provider already exists.");
  }
}
