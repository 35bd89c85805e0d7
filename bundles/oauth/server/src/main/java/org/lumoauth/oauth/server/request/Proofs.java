package org.lumoauth.oauth.server.request;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.TokenBinding;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The keys that token requests prove, by whatever bindings are installed. */
@Component(service = Proofs.class)
public final class Proofs {

  private final Providers<TokenBinding> bindings;

  @Activate
  public Proofs(@Reference ProviderRegistry registry) {
    this.bindings = registry.follow(TokenBinding.class);
  }

  @Deactivate
  void close() {
    bindings.close();
  }

  /**
   * What the request proves; a token can be bound to a DPoP key and a certificate at once.
   *
   * @throws org.lumoauth.api.oauth.OAuthError if a proof does not hold
   */
  public Optional<TokenBinding.Proof> of(
      TenantContext tenant, Client client, OAuthRequest request) {
    List<Lease<TokenBinding>> held = bindings.acquireAll();
    try {
      return held.stream()
          .flatMap(binding -> binding.get().prove(tenant, client, request).stream())
          .reduce(Proofs::both);
    } finally {
      held.forEach(Lease::close);
    }
  }

  private static TokenBinding.Proof both(TokenBinding.Proof one, TokenBinding.Proof other) {
    Map<String, Object> confirmation = new HashMap<>(one.confirmation());
    confirmation.putAll(other.confirmation());
    Map<String, String> headers = new HashMap<>(one.responseHeaders());
    headers.putAll(other.responseHeaders());
    String type = one.tokenType().equals("Bearer") ? other.tokenType() : one.tokenType();
    return new TokenBinding.Proof(type, confirmation, headers);
  }
}
