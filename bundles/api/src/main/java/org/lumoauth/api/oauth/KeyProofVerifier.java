package org.lumoauth.api.oauth;

import java.util.Optional;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The keys that requests prove, by whatever {@link TokenBinding}s are installed: whoever gives a
 * client a token binds it to them. Registered with {@code lumoauth.kind=key-proofs} and {@code
 * lumoauth.name=oauth}.
 */
@ProviderType
public interface KeyProofVerifier {

  /**
   * What the request proves; a token can be bound to a DPoP key and a certificate at once. A proof
   * is good once.
   *
   * @param client to which the token is to be issued
   * @throws OAuthException if a proof does not hold, or the client is registered for bound tokens
   *     and nothing binds them (RFC 9449 section 5.2, RFC 8705 section 3.4)
   * @throws org.lumoauth.api.web.ApiException 503 {@code module_unavailable} while what binds them
   *     is away, or what reads the proof that came with the request
   */
  Optional<TokenBinding.KeyProof> verify(TenantContext tenant, Client client, OAuthRequest request);
}
