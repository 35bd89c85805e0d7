package org.lumoauth.api.oauth;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: a kind of token beside access tokens, so that clients can introspect and revoke
 * it (RFC 7662, RFC 7009). Registered with {@code lumoauth.kind=token-kind} and {@code
 * lumoauth.name} = its {@code token_type_hint}, as {@code refresh_token}.
 */
public interface TokenTypeHandler {

  /**
   * A token that holds now.
   *
   * @param clientId to which client it was issued
   * @param members of the introspection response, without {@code active} (RFC 7662 section 2.2) and
   *     without the token; of a refresh token {@code sub}, {@code identity_type}, {@code scope} and
   *     {@code exp} are among them, from which a token exchange goes on
   */
  record ActiveToken(String clientId, Map<String, Object> members) {}

  /**
   * What there is to tell of a token.
   *
   * @param token any text: every kind is asked about every token
   * @return empty if it is not of this kind, not of this tenant, or does not hold now
   */
  Optional<ActiveToken> introspect(TenantContext tenant, String token);

  /**
   * Ends a token that was issued to this client, and what was made from it. Returns when that is
   * durable.
   *
   * @return the id of what ended, for the audit record, never the token itself; empty if it is not
   *     of this kind, holds no more or is another client's or tenant's
   */
  Optional<String> revoke(TenantContext tenant, Client client, String token);
}
