/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.token;

import java.util.Map;
import org.lumoauth.agents.aauth.registration.AAuthParticipant;

/**
 * The verified signer of a request.
 *
 * @param party the registered agent or resource
 * @param delegate the delegate of an agent, from {@code sub} of its token, or the participant
 *     itself
 * @param jwk the key that signed
 * @param thumbprint its SHA-256 thumbprint (RFC 7638)
 * @param credentialId the id of the credential in audit records: the token's {@code jti} or the
 *     key's id
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

  /** Whether a delegate acts for the participant. */
  public boolean delegated() {
    return !delegate.equals(party.identifier());
  }
}
