package org.lumoauth.oauth.jar;

import org.lumoauth.api.oauth.Client;

/**
 * What a client's request objects need.
 *
 * @param signed whether there must be one, signed (RFC 9101 section 10.5)
 * @param dated whether it must name issuer and audience and soon expire: of clients that must sign
 *     and of those that keep a profile
 * @param unsignedAllowed whether the client registered {@code none} (OpenID Connect Registration
 *     section 2)
 */
record RequestObjectPolicy(boolean signed, boolean dated, boolean unsignedAllowed) {

  static RequestObjectPolicy of(Client client) {
    boolean signed = Boolean.TRUE.equals(client.metadata().get("require_signed_request_object"));
    boolean profile = client.metadata().get("profile") instanceof String name && !name.isEmpty();
    boolean none = "none".equals(client.metadata().get("request_object_signing_alg"));
    return new RequestObjectPolicy(signed, signed || profile, none && !signed && !profile);
  }
}
