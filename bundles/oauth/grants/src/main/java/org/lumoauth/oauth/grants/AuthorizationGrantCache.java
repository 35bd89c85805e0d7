package org.lumoauth.oauth.grants;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.lumoauth.platform.cache.MeasuredCache;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Grants in memory. One that is not known is looked up each time, for it may be added on another
 * node; nobody but this server makes the ids that are asked for.
 */
@Component(service = AuthorizationGrantCache.class)
public final class AuthorizationGrantCache {

  private static final long MAX_GRANTS = 50_000;

  /** Two grants in one place wait for each other's statement. */
  private static final int PLACES = 4_096;

  private record AuthorizationGrantKey(String tenantId, String grantId) {}

  private final AuthorizationGrantStore store;
  private final Cache<AuthorizationGrantKey, StoredGrant> grants =
      MeasuredCache.build(
          "oauth-grants.grants",
          Caffeine.newBuilder()
              .executor(Runnable::run)
              .initialCapacity(PLACES)
              .maximumSize(MAX_GRANTS)
              .expireAfterWrite(Duration.ofMinutes(5)));

  @Activate
  public AuthorizationGrantCache(@Reference AuthorizationGrantStore store) {
    this.store = store;
  }

  Optional<StoredGrant> find(String tenantId, String grantId) {
    return Optional.ofNullable(
        grants.get(
            new AuthorizationGrantKey(tenantId, grantId),
            key -> store.find(key.tenantId(), key.grantId()).orElse(null)));
  }

  /**
   * Knows a grant from when it is added.
   *
   * @param adding adds it to the store; whether it was not there before. Who forgets it waits.
   */
  void add(String tenantId, StoredGrant grant, BooleanSupplier adding) {
    grants
        .asMap()
        .compute(
            new AuthorizationGrantKey(tenantId, grant.summary().id()),
            (key, known) -> adding.getAsBoolean() ? grant : known);
  }

  /** Waits for a lookup of the same grant that is under way, so that nothing old comes back. */
  void invalidate(String tenantId, String grantId) {
    grants.invalidate(new AuthorizationGrantKey(tenantId, grantId));
  }

  void invalidate(String tenantId) {
    grants.asMap().keySet().removeIf(key -> key.tenantId().equals(tenantId));
  }
}
