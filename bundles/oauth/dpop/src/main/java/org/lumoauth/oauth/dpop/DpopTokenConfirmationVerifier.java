/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.dpop;

import java.util.Optional;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.token.TokenConfirmationVerifier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Validates the proof of a token for a resource other than this server's API. Only the scheme
 * {@code DPoP} is accepted, because a bound token must not be used as a bearer token (RFC 9449
 * section 7.2).
 */
@Component(property = {"lumoauth.kind=token-confirmation", "lumoauth.name=jkt"})
public final class DpopTokenConfirmationVerifier implements TokenConfirmationVerifier {
  private static final String SCHEME = "DPoP ";

  private final DpopProofValidator proofs;
  private final DpopNonceService nonces;

  @Activate
  public DpopTokenConfirmationVerifier(
      @Reference DpopProofValidator proofs, @Reference DpopNonceService nonces) {
    this.proofs = proofs;
    this.nonces = nonces;
  }

  @Override
  public void check(TenantContext tenant, Object value, HttpRequestView request)
      throws InvalidTokenException {
    Optional<String> jwt =
        request
            .header("Authorization")
            .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
            .map(header -> header.substring(SCHEME.length()).strip());
    if (jwt.isEmpty() || !(value instanceof String thumbprint)) {
      throw new InvalidTokenException("the token is bound to a key", false);
    }
    try {
      proofs.verify(
          tenant,
          request.headers("DPoP"),
          new DpopProofValidator.DpopProofTarget(request.method(), request.url()),
          jwt,
          Optional.of(thumbprint));
    } catch (InvalidDpopProofException e) {
      if (e.isNonceRequired()) { // The client retries with the nonce (RFC 9449 section 9).
        throw e.toResourceError(nonces.current(tenant));
      }
      throw new InvalidTokenException("the DPoP proof is invalid: " + e.getMessage(), false);
    }
  }
}
