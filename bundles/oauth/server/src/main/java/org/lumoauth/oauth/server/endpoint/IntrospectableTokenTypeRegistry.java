/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.server.endpoint;

import java.util.Optional;
import java.util.function.Function;
import org.lumoauth.api.module.LeasedProviders;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.token.IntrospectableTokenTypeHandler;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Finds the installed token types other than access tokens. All types are queried regardless of
 * {@code token_type_hint}, because the hint may be wrong (RFC 7009 section 2.1) and each type
 * recognizes its own tokens.
 */
@Component(service = IntrospectableTokenTypeRegistry.class)
public final class IntrospectableTokenTypeRegistry {

  /**
   * A revoked token that is not an access token.
   *
   * @param kind the token type
   * @param id the identifier of the token
   */
  record RevokedNonAccessToken(String kind, String id) {}

  private final ProviderTracker<IntrospectableTokenTypeHandler> kinds;

  @Activate
  public IntrospectableTokenTypeRegistry(@Reference ProviderRegistry registry) {
    this.kinds = registry.track(IntrospectableTokenTypeHandler.class);
  }

  @Deactivate
  void close() {
    kinds.close();
  }

  /**
   * Returns the state of an active token.
   *
   * @throws ApiException 503 {@code module_unavailable} if no type knows the token while a type is
   *     unavailable
   */
  Optional<IntrospectableTokenTypeHandler.ActiveToken> inspect(TenantContext tenant, String token) {
    return first(kind -> kind.get().introspect(tenant, token));
  }

  /**
   * Revokes a token of this client.
   *
   * @throws ApiException 503 {@code module_unavailable} if no type knows the token while a type is
   *     unavailable
   */
  Optional<RevokedNonAccessToken> revoke(TenantContext tenant, Client client, String token) {
    return first(
        kind ->
            kind.get()
                .revoke(tenant, client, token)
                .map(id -> new RevokedNonAccessToken(kind.name(), id)));
  }

  private <T> Optional<T> first(
      Function<ServiceLease<IntrospectableTokenTypeHandler>, Optional<T>> question) {
    try (LeasedProviders<IntrospectableTokenTypeHandler> held = kinds.leaseAll()) {
      Optional<T> answer =
          held.leases().stream().flatMap(kind -> question.apply(kind).stream()).findFirst();
      if (answer
          .isEmpty()) { // The token may belong to an unavailable type, so it cannot be reported as
        // inactive or revoked.
        held.requireAll(); // RFC 7009 section 2.2.1
      }
      return answer;
    }
  }
}
