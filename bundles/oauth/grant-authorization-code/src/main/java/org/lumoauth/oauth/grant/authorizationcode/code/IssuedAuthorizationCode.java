/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.code;

import java.util.Optional;
import org.lumoauth.api.oauth.grant.AuthorizationGrant;

/**
 * A stored authorization code, serialized as JSON.
 *
 * @param grant the granted access and its client
 * @param redirectUri the redirect URI that the code was sent to
 * @param redirectUriGiven whether the token request must contain {@code redirect_uri}
 * @param codeChallenge the PKCE code challenge (S256)
 * @param dpopJkt the thumbprint of the key that must redeem the code (RFC 9449 section 10)
 * @param profile the profile enforced for the client, the empty string if there was none; empty if
 *     an older version of this module issued the code
 * @param recorded whether the grant was recorded when the code was issued; false if an older
 *     version of this module issued the code and records the grant with its first token
 * @param used whether the code was redeemed
 */
public record IssuedAuthorizationCode(
    AuthorizationGrant grant,
    String redirectUri,
    boolean redirectUriGiven,
    Optional<String> codeChallenge,
    Optional<String> dpopJkt,
    Optional<String> profile,
    boolean recorded,
    boolean used) {

  public IssuedAuthorizationCode {
    profile = profile == null ? Optional.empty() : profile;
  }

  IssuedAuthorizationCode redeemed() {
    return new IssuedAuthorizationCode(
        grant, redirectUri, redirectUriGiven, codeChallenge, dpopJkt, profile, recorded, true);
  }
}
