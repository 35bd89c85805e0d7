package org.lumoauth.api.oauth;

import java.util.Map;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: claims about a subject for ID tokens, userinfo and access tokens. Registered
 * with {@code lumoauth.kind=claims} and {@code lumoauth.name}.
 */
public interface ClaimsContributor {

  /** Claims that this server sets itself: no contributor speaks for one of these. */
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

  /** Names of the claims that it can give. */
  Set<String> claims();

  /**
   * The scope that each claim is of. Who asks for a claim by its name asks for that scope (OpenID
   * Connect Core sections 3.1.2.4 and 5.5): the client has to be one that may have it, and the
   * person is asked. A claim that is left out here can't be asked for by its name.
   *
   * @return scopes by the name of the claim
   */
  default Map<String, String> scopeByClaim() {
    return Map.of();
  }

  /**
   * Claims about the subject.
   *
   * @param scope the scopes granted
   * @param requested names asked for one by one (OpenID Connect Core section 5.5), of those that
   *     have a scope that the client may have
   * @return claims by name; what it does not know is left out. With a claim may come what is known
   *     of it in further languages, as {@code name#tag} (section 5.2): who asks chooses
   */
  Map<String, Object> claims(
      TenantContext tenant,
      SubjectRef subject,
      Client client,
      Set<String> scope,
      Set<String> requested);
}
