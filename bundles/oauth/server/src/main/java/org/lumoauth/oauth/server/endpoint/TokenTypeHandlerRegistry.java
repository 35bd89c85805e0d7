package org.lumoauth.oauth.server.endpoint;

import java.util.Optional;
import java.util.function.Function;
import org.lumoauth.api.module.LeasedProviders;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.TokenTypeHandler;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The kinds of token beside access tokens that are installed. All are asked, whatever a {@code
 * token_type_hint} says: it may be wrong (RFC 7009 section 2.1), and a kind knows its own at sight.
 */
@Component(service = TokenTypeHandlerRegistry.class)
public final class TokenTypeHandlerRegistry {

  /** What ended, and of which kind it was. */
  record RevokedNonAccessToken(String kind, String id) {}

  private final ProviderTracker<TokenTypeHandler> kinds;

  @Activate
  public TokenTypeHandlerRegistry(@Reference ProviderRegistry registry) {
    this.kinds = registry.track(TokenTypeHandler.class);
  }

  @Deactivate
  void close() {
    kinds.close();
  }

  /**
   * What is known of a token that holds.
   *
   * @throws ApiException 503 {@code module_unavailable} if none knows it while a kind is away
   */
  Optional<TokenTypeHandler.ActiveToken> inspect(TenantContext tenant, String token) {
    return first(kind -> kind.get().introspect(tenant, token));
  }

  /**
   * Ends a token of this client.
   *
   * @throws ApiException 503 {@code module_unavailable} if none knows it while a kind is away
   */
  Optional<RevokedNonAccessToken> revoke(TenantContext tenant, Client client, String token) {
    return first(
        kind ->
            kind.get()
                .revoke(tenant, client, token)
                .map(id -> new RevokedNonAccessToken(kind.name(), id)));
  }

  private <T> Optional<T> first(Function<ServiceLease<TokenTypeHandler>, Optional<T>> question) {
    try (LeasedProviders<TokenTypeHandler> held = kinds.leaseAll()) {
      Optional<T> answer =
          held.leases().stream().flatMap(kind -> question.apply(kind).stream()).findFirst();
      if (answer.isEmpty()) { // it may be of one that is missed: neither inactive nor revoked then
        held.requireAll(); // RFC 7009 section 2.2.1
      }
      return answer;
    }
  }
}
