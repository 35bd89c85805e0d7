package org.lumoauth.platform.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.lumoauth.api.store.AttemptLimiter;
import org.lumoauth.api.store.ShortLivedStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Counts attempts in the short-lived store: each count is a record that lives for its window. */
@Component
public final class StoredAttemptLimiter implements AttemptLimiter {
  private static final String KIND = "attempts.";

  /** So many others got ahead in a row that waiting a second is what is asked. */
  private static final int TRIES = 20;

  private final ShortLivedStore store;
  private final InstantSource clock;

  /** How many attempts were made. */
  public record Count(int attempts) {}

  @Activate
  public StoredAttemptLimiter(@Reference ShortLivedStore store) {
    this(store, InstantSource.system());
  }

  StoredAttemptLimiter(ShortLivedStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public Optional<Instant> count(TenantContext tenant, String kind, String key, Limit limit) {
    for (int i = 0; i < TRIES; i++) {
      var counted = store.find(tenant, KIND + kind, key, Count.class);
      if (counted.isEmpty()) {
        var end = clock.instant().plus(limit.window());
        if (store.add(tenant, KIND + kind, key, new Count(1), end)) {
          return Optional.empty();
        }
        continue;
      }
      var count = counted.get();
      if (count.value().attempts() >= limit.attempts()) {
        return Optional.of(count.expiresAt());
      }
      var next = new Count(count.value().attempts() + 1);
      if (store.replace(tenant, count, next, count.expiresAt())) {
        return Optional.empty();
      }
    }
    return Optional.of(clock.instant().plusSeconds(1));
  }

  @Override
  public void giveBack(TenantContext tenant, String kind, String key) {
    for (int i = 0; i < TRIES; i++) {
      var counted = store.find(tenant, KIND + kind, key, Count.class);
      if (counted.isEmpty() || counted.get().value().attempts() == 0) {
        return;
      }
      var less = new Count(counted.get().value().attempts() - 1);
      if (store.replace(tenant, counted.get(), less, counted.get().expiresAt())) {
        return;
      }
    }
  }

  @Override
  public void forget(TenantContext tenant, String kind, String key) {
    store.remove(tenant, KIND + kind, key);
  }
}
