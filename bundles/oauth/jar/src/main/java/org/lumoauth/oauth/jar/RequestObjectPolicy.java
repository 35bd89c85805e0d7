/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.jar;

import org.lumoauth.api.oauth.client.Client;

/**
 * The requirements for a client's request objects.
 *
 * @param signed whether a signed request object is required (RFC 9101 section 10.5)
 * @param dated whether issuer, audience and a short expiry are required: for clients that must sign
 *     and for clients with a profile
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
