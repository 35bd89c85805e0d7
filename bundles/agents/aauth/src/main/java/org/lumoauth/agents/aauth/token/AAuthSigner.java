package org.lumoauth.agents.aauth.token;

import java.util.Map;
import org.lumoauth.agents.aauth.registration.AAuthParticipant;

/**
 * Who signed a request.
 *
 * @param party the registered agent or resource
 * @param delegate who acts for an agent: {@code sub} of its token, or the party itself
 * @param jwk the key that signed
 * @param thumbprint its SHA-256 thumbprint (RFC 7638)
 * @param credentialId names the credential in records: the token's {@code jti} or the key's id
 */
public record AAuthSigner(
    AAuthParticipant party,
    String delegate,
    Map<String, Object> jwk,
    String thumbprint,
    String credentialId) {
  public AAuthSigner {
    jwk = Map.copyOf(jwk);
  }

  /** Whether somebody else acts for the party. */
  public boolean delegated() {
    return !delegate.equals(party.identifier());
  }
}
