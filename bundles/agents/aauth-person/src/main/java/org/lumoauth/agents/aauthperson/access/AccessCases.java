package org.lumoauth.agents.aauthperson.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.lumoauth.api.key.SecretVault;
import org.lumoauth.api.store.ShortLivedStore;
import org.lumoauth.api.store.ShortLivedStore.Entry;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Requests of person servers that wait for what they were asked (section Deferred Responses). */
@Component(service = AccessCases.class)
public final class AccessCases {

  private static final String KIND = "aap-access";
  private static final Duration LIFETIME = Duration.ofMinutes(10);

  private final ShortLivedStore store;
  private final SecretVault vault;

  @Activate
  public AccessCases(@Reference ShortLivedStore store, @Reference SecretVault vault) {
    this.store = store;
    this.vault = vault;
  }

  AccessCase add(TenantContext tenant, AccessCase asked) {
    Instant until = Instant.now().plus(LIFETIME);
    AccessCase kept = asked.kept(vault.newSecret(), until);
    store.add(tenant, KIND, kept.id(), kept, until);
    return kept;
  }

  /** The request with this id, if this server made it. */
  Optional<Entry<AccessCase>> find(TenantContext tenant, String id, String personServer) {
    return store
        .find(tenant, KIND, id, AccessCase.class)
        .filter(entry -> entry.value().personServer().equals(personServer));
  }

  /** Keeps what was said; false if it was answered meanwhile. */
  boolean replace(TenantContext tenant, Entry<AccessCase> was, AccessCase now) {
    return store.replace(tenant, was, now, now.expiresAt());
  }

  /** Ends it; of several who do, exactly one gets true. */
  boolean end(TenantContext tenant, String id) {
    return store.take(tenant, KIND, id, AccessCase.class).isPresent();
  }
}
