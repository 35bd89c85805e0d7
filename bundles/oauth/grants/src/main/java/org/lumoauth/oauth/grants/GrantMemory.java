package org.lumoauth.oauth.grants;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Grants in memory. One that is not known is looked up each time, for it may be added on another
 * node; nobody but this server makes the ids that are asked for.
 */
@Component(service = GrantMemory.class)
public final class GrantMemory {

  private static final long MAX_GRANTS = 200_000;

  private record Key(String tenantId, String grantId) {}

  private final GrantStore store;
  private final Cache<Key, StoredGrant> grants =
      Caffeine.newBuilder().maximumSize(MAX_GRANTS).expireAfterWrite(Duration.ofMinutes(5)).build();

  @Activate
  public GrantMemory(@Reference GrantStore store) {
    this.store = store;
  }

  Optional<StoredGrant> find(String tenantId, String grantId) {
    return Optional.ofNullable(
        grants.get(
            new Key(tenantId, grantId),
            key -> store.find(key.tenantId(), key.grantId()).orElse(null)));
  }

  /** Waits for a lookup of the same grant that is under way, so that nothing old comes back. */
  void forget(String tenantId, String grantId) {
    grants.invalidate(new Key(tenantId, grantId));
  }

  void forget(String tenantId) {
    grants.asMap().keySet().removeIf(key -> key.tenantId().equals(tenantId));
  }
}
