package org.lumoauth.oauth.grant.authorizationcode.code;

import java.util.Optional;
import org.lumoauth.api.oauth.AuthorizationGrant;

/**
 * What a code stands for. JSON can hold it.
 *
 * @param grant what was granted, and to which client
 * @param redirectUri where the code was sent
 * @param redirectUriGiven whether the token request has to name that
 * @param codeChallenge PKCE, S256
 * @param dpopJkt the thumbprint of the key that redeems it (RFC 9449 section 10)
 * @param profile the profile that the client was held to, empty text if to none; nothing where an
 *     older version of this module made the code
 * @param recorded whether the grant was recorded when the code was made; not where a version of
 *     this module made the code that recorded it with its first token
 * @param used whether it was redeemed
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
