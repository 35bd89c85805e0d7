package org.lumoauth.oauth.server.endpoint;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.TokenKind;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The kinds of token beside access tokens that are installed. All are asked, whatever a {@code
 * token_type_hint} says: it may be wrong (RFC 7009 section 2.1), and a kind knows its own at sight.
 */
@Component(service = TokenKinds.class)
public final class TokenKinds {

  /** What ended, and of which kind it was. */
  record Revoked(String kind, String id) {}

  private final Providers<TokenKind> kinds;

  @Activate
  public TokenKinds(@Reference ProviderRegistry registry) {
    this.kinds = registry.follow(TokenKind.class);
  }

  @Deactivate
  void close() {
    kinds.close();
  }

  Optional<TokenKind.Active> inspect(TenantContext tenant, String token) {
    return first(kind -> kind.get().inspect(tenant, token));
  }

  Optional<Revoked> revoke(TenantContext tenant, Client client, String token) {
    return first(
        kind -> kind.get().revoke(tenant, client, token).map(id -> new Revoked(kind.name(), id)));
  }

  private <T> Optional<T> first(Function<Lease<TokenKind>, Optional<T>> question) {
    List<Lease<TokenKind>> held = kinds.acquireAll();
    try {
      return held.stream().flatMap(kind -> question.apply(kind).stream()).findFirst();
    } finally {
      held.forEach(Lease::close);
    }
  }
}
