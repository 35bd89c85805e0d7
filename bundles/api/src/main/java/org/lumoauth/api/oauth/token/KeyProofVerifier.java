/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.oauth.token;

import java.util.Optional;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Verifies proofs of possession with the installed {@link TokenBindingMethod}s; issued tokens are
 * bound to the proven keys. Registered with {@code lumoauth.kind=key-proofs} and {@code
 * lumoauth.name=oauth}.
 */
@ProviderType
public interface KeyProofVerifier {

  /**
   * Returns the proof of the request; a token can be bound to a DPoP key and a certificate at the
   * same time. A proof can be used once.
   *
   * @param client the client to which the token is issued
   * @throws OAuthException if a proof is invalid, or the client is registered for bound tokens and
   *     the request has no proof (RFC 9449 section 5.2, RFC 8705 section 3.4)
   * @throws org.lumoauth.api.web.ApiException 503 {@code module_unavailable} while the required
   *     binding, or the module that reads the proof in the request, is unavailable
   */
  Optional<TokenBindingMethod.KeyProof> verify(
      TenantContext tenant, Client client, OAuthRequest request);
}
