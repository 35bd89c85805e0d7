/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.oauth.token;

import java.util.Map;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: claims about a subject for ID tokens, userinfo and access tokens. Registered
 * with {@code lumoauth.kind=claims} and {@code lumoauth.name}.
 */
public interface SubjectClaimsContributor {

  /** The claims that this server sets itself; contributors cannot set them. */
  Set<String> OF_THE_SERVER =
      Set.of(
          "iss",
          "sub",
          "aud",
          "exp",
          "nbf",
          "iat",
          "jti",
          "azp",
          "nonce",
          "auth_time",
          "acr",
          "amr",
          "sid",
          "at_hash",
          "c_hash",
          "s_hash",
          "sub_ref",
          "events",
          "cnf",
          "act",
          "scope",
          "client_id",
          "identity_type",
          "tenant",
          "agent_id",
          "capabilities");

  /** Returns the names of the claims that this contributor can provide. */
  Set<String> claims();

  /**
   * Returns the scope of each claim. Requesting a claim by name implies its scope (OpenID Connect
   * Core sections 3.1.2.4 and 5.5): the client must be allowed to have it, and the user must
   * consent. A claim without a scope cannot be requested by name.
   *
   * @return scopes by the name of the claim
   */
  default Map<String, String> scopeByClaim() {
    return Map.of();
  }

  /**
   * Returns claims about the subject.
   *
   * @param scope the granted scopes
   * @param requested the individually requested claims (OpenID Connect Core section 5.5) with a
   *     scope that the client may have
   * @return claims by name; unknown claims are omitted. Values in further languages may be included
   *     as {@code name#tag} (section 5.2); the caller selects
   */
  Map<String, Object> claims(
      TenantContext tenant,
      SubjectRef subject,
      Client client,
      Set<String> scope,
      Set<String> requested);
}
