/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.accessserver;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.store.ShortLivedRecordStore.ShortLivedRecord;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Stores person servers' requests that wait for a response to a requirement (AAuth draft, section
 * Deferred Responses).
 */
@Component(service = DeferredAccessServerRequestStore.class)
public final class DeferredAccessServerRequestStore {

  private static final String KIND = "aap-access";
  private static final Duration LIFETIME = Duration.ofMinutes(10);

  private static final Duration AFTERWARDS = Duration.ofMinutes(10);

  private final ShortLivedRecordStore store;
  private final SecretProtectionService vault;
  private final InstantSource clock;

  @Activate
  public DeferredAccessServerRequestStore(
      @Reference ShortLivedRecordStore store,
      @Reference SecretProtectionService vault,
      @Reference InstantSource clock) {
    this.store = store;
    this.vault = vault;
    this.clock = clock;
  }

  DeferredAccessServerRequest add(TenantContext tenant, DeferredAccessServerRequest asked) {
    DeferredAccessServerRequest kept =
        asked.persistedAs(vault.newSecret(), clock.instant().plus(LIFETIME));
    store.add(tenant, KIND, kept.id(), kept, kept.expiresAt().plus(AFTERWARDS));
    return kept;
  }

  /**
   * Returns the request with this id if this server sent it.
   *
   * @throws AAuthProblemException 408 {@code expired}, once, if it was not answered in time
   */
  Optional<ShortLivedRecord<DeferredAccessServerRequest>> find(
      TenantContext tenant, String id, String personServer) {
    Optional<ShortLivedRecord<DeferredAccessServerRequest>> found =
        store
            .find(tenant, KIND, id, DeferredAccessServerRequest.class)
            .filter(entry -> entry.value().personServer().equals(personServer));
    boolean late =
        found.filter(of -> !clock.instant().isBefore(of.value().expiresAt())).isPresent();
    if (late && end(tenant, id)) {
      throw new AAuthProblemException(
          408, "expired", "The request expired before it was answered.");
    }
    return late ? Optional.empty() : found;
  }

  /** Stores the response; false if the request was completed concurrently. */
  boolean replace(
      TenantContext tenant,
      ShortLivedRecord<DeferredAccessServerRequest> was,
      DeferredAccessServerRequest now) {
    return store.replace(tenant, was, now, now.expiresAt().plus(AFTERWARDS));
  }

  /** Removes the request; of several concurrent calls, exactly one returns true. */
  boolean end(TenantContext tenant, String id) {
    return store.take(tenant, KIND, id, DeferredAccessServerRequest.class).isPresent();
  }
}
