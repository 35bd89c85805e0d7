/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.logout.page;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.store.AttemptLimiter;
import org.lumoauth.api.store.AttemptLimiter.AttemptLimit;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.store.ShortLivedRecordStore.ShortLivedRecord;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.address.ClientNetworkKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Stores logout requests with a valid ID token until the browser returns, so that the token does
 * not appear in URLs. The number of stored requests per network is limited.
 */
@Component(service = LogoutRequestStore.class)
public final class LogoutRequestStore {

  static final String KIND = "logout";
  static final AttemptLimit NETWORK = new AttemptLimit(100, Duration.ofMinutes(10));

  private static final Duration KEPT = Duration.ofMinutes(10);

  private final ShortLivedRecordStore store;
  private final AttemptLimiter limiter;
  private final SecretProtectionService vault;

  @Activate
  public LogoutRequestStore(
      @Reference ShortLivedRecordStore store,
      @Reference AttemptLimiter limiter,
      @Reference SecretProtectionService vault) {
    this.store = store;
    this.limiter = limiter;
    this.vault = vault;
  }

  /** Stores a valid request and returns its key; empty if the limit of the network is reached. */
  Optional<String> keep(
      HttpExchange exchange,
      LogoutRequest asked,
      LogoutRequestValidator.ValidatedLogoutRequest request) {
    TenantContext tenant = exchange.tenant();
    if (request.hint().isEmpty()) {
      return Optional.empty();
    }
    String network = ClientNetworkKey.of(exchange.view().remoteAddress());
    if (limiter.count(tenant, "logout-network", network, NETWORK).isPresent()) {
      return Optional.empty();
    }
    String key = vault.newSecret();
    store.add(tenant, KIND, key, asked.parameters(), Instant.now().plus(KEPT));
    return Optional.of(key);
  }

  /**
   * Returns a stored request, or an empty request if it has expired: the user is then asked to
   * confirm and is not redirected.
   */
  LogoutRequest find(TenantContext tenant, String key) {
    return store
        .find(tenant, KIND, key, Map.class)
        .map((ShortLivedRecord<?> entry) -> (Map<?, ?>) entry.value())
        .map(stored -> LogoutRequest.of(name -> Optional.ofNullable((String) stored.get(name))))
        .orElseGet(LogoutRequest::nothing);
  }
}
