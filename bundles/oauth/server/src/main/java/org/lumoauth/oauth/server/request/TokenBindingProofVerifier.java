package org.lumoauth.oauth.server.request;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.module.LeasedProviders;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.KeyProofVerifier;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.TokenBinding;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The keys that token requests prove, by whatever bindings are installed. */
@Component(
    service = {TokenBindingProofVerifier.class, KeyProofVerifier.class},
    property = {"lumoauth.kind=key-proofs", "lumoauth.name=oauth"})
public final class TokenBindingProofVerifier implements KeyProofVerifier {

  /** What a client registers, and the member of {@code cnf} that its tokens then have. */
  private static final Map<String, String> BOUND =
      Map.of(
          "dpop_bound_access_tokens", "jkt",
          "tls_client_certificate_bound_access_tokens", "x5t#S256");

  /** The binding by DPoP, and the header with its proof. */
  private static final String DPOP = "dpop";

  private final ProviderTracker<TokenBinding> bindings;

  @Activate
  public TokenBindingProofVerifier(@Reference ProviderRegistry registry) {
    this.bindings = registry.track(TokenBinding.class);
  }

  @Deactivate
  void close() {
    bindings.close();
  }

  /**
   * Refuses a request that is to come again with a nonce, before its client's assertion is used up.
   *
   * @throws OAuthException {@code use_dpop_nonce} (RFC 9449 section 8)
   */
  public void requireNonce(TenantContext tenant, OAuthRequest request) {
    List<ServiceLease<TokenBinding>> held = bindings.leaseAvailable();
    try {
      held.forEach(binding -> binding.get().requireNonce(tenant, request));
    } finally {
      held.forEach(ServiceLease::close);
    }
  }

  @Override
  public Optional<TokenBinding.KeyProof> verify(
      TenantContext tenant, Client client, OAuthRequest request) {
    try (LeasedProviders<TokenBinding> held = bindings.leaseAll()) {
      requireReader(request, held);
      Optional<TokenBinding.KeyProof> proof =
          held.leases().stream()
              .flatMap(binding -> binding.get().prove(tenant, client, request).stream())
              .reduce(TokenBindingProofVerifier::both);
      requireBound(client, proof.map(TokenBinding.KeyProof::confirmation).orElse(Map.of()), held);
      return proof;
    }
  }

  /** Whoever sends a proof wants a bound token and gets no other (RFC 9449 section 5). */
  private static void requireReader(OAuthRequest request, LeasedProviders<TokenBinding> held) {
    String module = held.unavailable().get(DPOP);
    if (module != null && request.header(DPOP).isPresent()) {
      throw ApiException.moduleUnavailable(module);
    }
  }

  /** Whoever asked for bound tokens gets no others, whatever modules are there. */
  private static void requireBound(
      Client client, Map<String, Object> confirmation, LeasedProviders<TokenBinding> held) {
    BOUND.forEach(
        (member, key) -> {
          if (Boolean.TRUE.equals(client.metadata().get(member))
              && !confirmation.containsKey(key)) {
            held.requireAll();
            throw OAuthException.invalidRequest(
                "Tokens of this client are bound to a key, and this request proves none.");
          }
        });
  }

  private static TokenBinding.KeyProof both(
      TokenBinding.KeyProof one, TokenBinding.KeyProof other) {
    Map<String, Object> confirmation = new HashMap<>(one.confirmation());
    confirmation.putAll(other.confirmation());
    Map<String, String> headers = new HashMap<>(one.responseHeaders());
    headers.putAll(other.responseHeaders());
    String type = one.tokenType().equals("Bearer") ? other.tokenType() : one.tokenType();
    return new TokenBinding.KeyProof(type, confirmation, headers);
  }
}
