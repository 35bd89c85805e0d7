/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.lumoauth.api.oauth.client.ClientNameSimilarity;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.cache.MeasuredCacheFactory;
import org.lumoauth.platform.web.text.NameSkeletonReducer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Compares names with those of the registered clients. Pages of one sign-in need the same result
 * several times, so it is cached for a minute.
 */
@Component
public final class RegisteredClientNameSimilarity implements ClientNameSimilarity {

  private static final long MAX_NAMES = 10_000;
  private static final Duration REMEMBERED = Duration.ofMinutes(1);

  private record ClientNameKey(String tenantId, String name) {}

  private final ClientStore store;
  private final Cache<ClientNameKey, Boolean> known =
      MeasuredCacheFactory.build(
          "oauth-clients.look-alikes",
          Caffeine.newBuilder()
              .executor(Runnable::run)
              .maximumSize(MAX_NAMES)
              .expireAfterWrite(REMEMBERED));

  @Activate
  public RegisteredClientNameSimilarity(@Reference ClientStore store) {
    this.store = store;
  }

  @Override
  public boolean resemblesAnother(TenantContext tenant, String name) {
    return known.get(new ClientNameKey(tenant.id(), name), this::isLookAlike);
  }

  private boolean isLookAlike(ClientNameKey key) {
    return store
        .nameThatLooksLike(key.tenantId(), NameSkeletonReducer.of(key.name()))
        .filter(original -> !original.equalsIgnoreCase(key.name()))
        .isPresent();
  }
}
