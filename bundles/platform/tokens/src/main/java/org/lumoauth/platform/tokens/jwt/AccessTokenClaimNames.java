/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tokens.jwt;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;

/** Names and limits of the profile (RFC 9068 section 2). */
public final class AccessTokenClaimNames {

  /** Section 2.1: no other type of JWT is accepted as an access token. */
  public static final String TYPE = "at+jwt";

  /** The header of every access token. */
  public static final Map<String, Object> HEADER = Map.of("typ", TYPE);

  /** LumoAuth claim: the type of the subject. */
  public static final String IDENTITY_TYPE = "identity_type";

  /** LumoAuth claim: the grant from which the token was issued. */
  public static final String GRANT = "grant_id";

  /** The session in which the token was granted (OpenID Connect Front-Channel Logout section 3). */
  public static final String SESSION = "sid";

  /** LumoAuth claim: the trusted issuers of the assertions from which the token was issued. */
  public static final String ISSUERS = "issuer_ids";

  /** LumoAuth claim: the source tokens of this token, by their {@code jti}. */
  public static final String SOURCES = "source_ids";

  /** LumoAuth claim: the delegations on which the token depends. */
  public static final String DELEGATIONS = "delegation_ids";

  /**
   * LumoAuth claim: the user for which the token was issued; revoking that user's tokens revokes it
   * too.
   */
  public static final String ON_BEHALF_OF = "on_behalf_of";

  /** LumoAuth claim: the clients of the source tokens. */
  public static final String SOURCE_CLIENTS = "source_client_ids";

  /**
   * LumoAuth claim: the encrypted subject, readable only by this server, if {@code sub} is a
   * pairwise identifier.
   */
  public static final String SEALED_SUBJECT = "sub_ref";

  /** A delegation by a person: a subject type for revocation marks. */
  public static final String DELEGATION = "delegation";

  /** The maximum length of a token; longer tokens are rejected without parsing. */
  public static final int MAX_LENGTH = 8192;

  /** Claims that only the token service sets. */
  static final Set<String> RESERVED =
      Set.of(
          "iss",
          "sub",
          "aud",
          "exp",
          "nbf",
          "iat",
          "jti",
          "client_id",
          "scope",
          "act",
          "cnf",
          IDENTITY_TYPE,
          SEALED_SUBJECT);

  private AccessTokenClaimNames() {}

  /** Returns the issuers in the claims; a malformed value becomes an issuer that does not exist. */
  public static List<SubjectRef> issuers(Map<String, Object> claims) {
    return texts(claims, ISSUERS).stream()
        .map(id -> new SubjectRef(SubjectRef.ISSUER, id))
        .toList();
  }

  /** Returns the texts of a list claim; a malformed value becomes one unknown text. */
  public static List<String> texts(Map<String, Object> claims, String name) {
    Object named = claims.get(name);
    if (named == null) {
      return List.of();
    }
    List<?> texts = named instanceof List<?> list ? list : List.of(named);
    return texts.stream().map(String::valueOf).toList();
  }
}
