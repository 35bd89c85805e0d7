package org.lumoauth.oauth.server.request;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.module.Held;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.KeyProofs;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.TokenBinding;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The keys that token requests prove, by whatever bindings are installed. */
@Component(
    service = {Proofs.class, KeyProofs.class},
    property = {"lumoauth.kind=key-proofs", "lumoauth.name=oauth"})
public final class Proofs implements KeyProofs {

  /** What a client registers, and the member of {@code cnf} that its tokens then have. */
  private static final Map<String, String> BOUND =
      Map.of(
          "dpop_bound_access_tokens", "jkt",
          "tls_client_certificate_bound_access_tokens", "x5t#S256");

  /** The binding by DPoP, and the header with its proof. */
  private static final String DPOP = "dpop";

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
   * Refuses a request that is to come again with a nonce, before its client's assertion is used up.
   *
   * @throws OAuthError {@code use_dpop_nonce} (RFC 9449 section 8)
   */
  public void requireNonce(TenantContext tenant, OAuthRequest request) {
    List<Lease<TokenBinding>> held = bindings.acquireAll();
    try {
      held.forEach(binding -> binding.get().requireNonce(tenant, request));
    } finally {
      held.forEach(Lease::close);
    }
  }

  @Override
  public Optional<TokenBinding.Proof> of(
      TenantContext tenant, Client client, OAuthRequest request) {
    try (Held<TokenBinding> held = bindings.hold()) {
      requireReader(request, held);
      Optional<TokenBinding.Proof> proof =
          held.leases().stream()
              .flatMap(binding -> binding.get().prove(tenant, client, request).stream())
              .reduce(Proofs::both);
      requireBound(client, proof.map(TokenBinding.Proof::confirmation).orElse(Map.of()), held);
      return proof;
    }
  }

  /** Whoever sends a proof wants a bound token and gets no other (RFC 9449 section 5). */
  private static void requireReader(OAuthRequest request, Held<TokenBinding> held) {
    String module = held.missed().get(DPOP);
    if (module != null && request.header(DPOP).isPresent()) {
      throw Problem.moduleUnavailable(module);
    }
  }

  /** Whoever asked for bound tokens gets no others, whatever modules are there. */
  private static void requireBound(
      Client client, Map<String, Object> confirmation, Held<TokenBinding> held) {
    BOUND.forEach(
        (member, key) -> {
          if (Boolean.TRUE.equals(client.metadata().get(member))
              && !confirmation.containsKey(key)) {
            held.requireAll();
            throw OAuthError.invalidRequest(
                "Tokens of this client are bound to a key, and this request proves none.");
          }
        });
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
