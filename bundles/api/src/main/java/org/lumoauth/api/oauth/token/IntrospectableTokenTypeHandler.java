/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.oauth.token;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: a token type other than access tokens that clients can introspect and revoke
 * (RFC 7662, RFC 7009). Registered with {@code lumoauth.kind=token-kind} and {@code lumoauth.name}
 * = its {@code token_type_hint}, such as {@code refresh_token}.
 */
public interface IntrospectableTokenTypeHandler {

  /**
   * An active token.
   *
   * @param clientId the client to which it was issued
   * @param members the members of the introspection response (RFC 7662 section 2.2), without {@code
   *     active} and the token itself; for a refresh token including {@code sub}, {@code
   *     identity_type}, {@code scope} and {@code exp}, which token exchange uses
   */
  record ActiveToken(String clientId, Map<String, Object> members) {}

  /**
   * Introspects a token.
   *
   * @param token any text: every handler is called for every token
   * @return empty if it is not a token of this type and tenant, or is not active
   */
  Optional<ActiveToken> introspect(TenantContext tenant, String token);

  /**
   * Revokes a token of this client, and the tokens derived from it. Returns when this is durable.
   *
   * @return the id of the revoked token for the audit record, never the token itself; empty if it
   *     is not of this type, is not active, or belongs to another client or tenant
   */
  Optional<String> revoke(TenantContext tenant, Client client, String token);
}
