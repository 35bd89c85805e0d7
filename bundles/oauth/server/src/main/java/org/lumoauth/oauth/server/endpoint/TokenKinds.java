package org.lumoauth.oauth.server.endpoint;

import java.util.Optional;
import java.util.function.Function;
import org.lumoauth.api.module.Held;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.TokenKind;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
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

  /**
   * What is known of a token that holds.
   *
   * @throws Problem 503 {@code module_unavailable} if none knows it while a kind is away
   */
  Optional<TokenKind.Active> inspect(TenantContext tenant, String token) {
    return first(kind -> kind.get().inspect(tenant, token));
  }

  /**
   * Ends a token of this client.
   *
   * @throws Problem 503 {@code module_unavailable} if none knows it while a kind is away
   */
  Optional<Revoked> revoke(TenantContext tenant, Client client, String token) {
    return first(
        kind -> kind.get().revoke(tenant, client, token).map(id -> new Revoked(kind.name(), id)));
  }

  private <T> Optional<T> first(Function<Lease<TokenKind>, Optional<T>> question) {
    try (Held<TokenKind> held = kinds.hold()) {
      Optional<T> answer =
          held.leases().stream().flatMap(kind -> question.apply(kind).stream()).findFirst();
      if (answer.isEmpty()) { // it may be of one that is missed: neither inactive nor revoked then
        held.requireAll(); // RFC 7009 section 2.2.1
      }
      return answer;
    }
  }
}
