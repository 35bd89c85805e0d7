/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.dpop;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.token.TokenBindingMethod;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Binds tokens to the key of a DPoP proof.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449#section-5">RFC 9449 section 5</a>
 */
@Component(
    property = {
      "lumoauth.kind=token-binding",
      "lumoauth.name=dpop",
      "lumoauth.web.parameters=DPoP The DPoP proof (RFC 9449)"
    })
public final class DpopTokenBindingMethod implements TokenBindingMethod {

  /** The client metadata member that requires bound tokens (RFC 9449 section 5.2). */
  private static final String ALWAYS = "dpop_bound_access_tokens";

  static final String NONCE_HEADER = "DPoP-Nonce";

  private final DpopProofValidator proofs;
  private final DpopNonceService nonces;

  @Activate
  public DpopTokenBindingMethod(
      @Reference DpopProofValidator proofs, @Reference DpopNonceService nonces) {
    this.proofs = proofs;
    this.nonces = nonces;
  }

  @Override
  public void requireNonce(TenantContext tenant, OAuthRequest request) {
    List<String> headers = request.headers().getOrDefault("dpop", List.of());
    if (headers.size() != 1) {
      return;
    }
    try {
      proofs.requireNonce(tenant, headers.get(0));
    } catch (InvalidDpopProofException refusal) {
      throw refused(refusal, Map.of(NONCE_HEADER, nonces.current(tenant)));
    }
  }

  @Override
  public Optional<KeyProof> prove(TenantContext tenant, Client client, OAuthRequest request) {
    List<String> headers = request.headers().getOrDefault("dpop", List.of());
    if (headers.isEmpty()) {
      if (Boolean.TRUE.equals(client.metadata().get(ALWAYS))) {
        // The proof is missing, so the error is not invalid_dpop_proof (section 5).
        throw OAuthException.invalidRequest(
            "The client must send a DPoP proof in the header DPoP (RFC 9449).");
      }
      return Optional.empty();
    }
    var target = new DpopProofValidator.DpopProofTarget(request.method(), request.url());
    Map<String, String> nonce = Map.of(NONCE_HEADER, nonces.current(tenant));
    try {
      String thumbprint =
          proofs.verify(tenant, headers, target, Optional.empty(), Optional.empty());
      return Optional.of(new KeyProof("DPoP", Map.of("jkt", thumbprint), nonce)); // section 6.1
    } catch (InvalidDpopProofException refusal) {
      throw refused(refusal, nonce);
    }
  }

  /** Returns the error response (section 8). */
  private static OAuthException refused(
      InvalidDpopProofException refusal, Map<String, String> nonce) {
    return new OAuthException(400, refusal.code(), refusal.getMessage(), nonce);
  }
}
