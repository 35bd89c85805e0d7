package org.lumoauth.oauth.logout.page;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.key.SecretVault;
import org.lumoauth.api.store.AttemptLimiter;
import org.lumoauth.api.store.AttemptLimiter.Limit;
import org.lumoauth.api.store.ShortLivedStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.Network;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Keeps requests with an ID token of this tenant until the browser comes back for them: the token
 * stays out of addresses. It is for nobody else, and for each network only so many.
 */
@Component(service = KeptRequests.class)
public final class KeptRequests {

  static final String KIND = "logout";
  static final Limit NETWORK = new Limit(100, Duration.ofMinutes(10));

  private static final Duration KEPT = Duration.ofMinutes(10);

  private final ShortLivedStore store;
  private final AttemptLimiter limiter;
  private final SecretVault vault;

  @Activate
  public KeptRequests(
      @Reference ShortLivedStore store,
      @Reference AttemptLimiter limiter,
      @Reference SecretVault vault) {
    this.store = store;
    this.limiter = limiter;
    this.vault = vault;
  }

  /** Keeps a request that holds; returns its key, or nothing if no more is kept for the network. */
  Optional<String> keep(Exchange exchange, Asked asked, LogoutRequests.Valid request) {
    TenantContext tenant = exchange.tenant();
    if (request.hint().isEmpty()) {
      return Optional.empty();
    }
    String network = Network.of(exchange.view().remoteAddress());
    if (limiter.count(tenant, "logout-network", network, NETWORK).isPresent()) {
      return Optional.empty();
    }
    String key = vault.newSecret();
    store.add(tenant, KIND, key, asked.parameters(), Instant.now().plus(KEPT));
    return Optional.of(key);
  }

  /** What was kept; nothing if it is gone: then the reader is asked, and led nowhere. */
  Asked find(TenantContext tenant, String key) {
    return store
        .find(tenant, KIND, key, Map.class)
        .map(entry -> Asked.of(name -> Optional.ofNullable((String) entry.value().get(name))))
        .orElseGet(Asked::nothing);
  }
}
