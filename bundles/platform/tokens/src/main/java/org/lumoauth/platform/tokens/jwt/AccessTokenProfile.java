package org.lumoauth.platform.tokens.jwt;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;

/** Names and limits of the profile (RFC 9068 section 2). */
public final class AccessTokenProfile {

  /** Section 2.1: no other kind of JWT is taken for an access token. */
  public static final String TYPE = "at+jwt";

  /** The header of every access token. */
  public static final Map<String, Object> HEADER = Map.of("typ", TYPE);

  /** Our own claim: the type of the subject. */
  public static final String IDENTITY_TYPE = "identity_type";

  /** Our own claim: the grant that the token was made from. */
  public static final String GRANT = "grant_id";

  /** The session in which it was granted (OpenID Connect Front-Channel Logout section 3). */
  public static final String SESSION = "sid";

  /** Our own claim: the trusted issuers whose assertions the token was made from. */
  public static final String ISSUERS = "issuer_ids";

  /** Our own claim: the tokens that this one was made from, by their {@code jti}. */
  public static final String SOURCES = "source_ids";

  /** Our own claim: what people consented to that the token hangs on. */
  public static final String DELEGATIONS = "delegation_ids";

  /** Our own claim: the user for whom the token was made, whose tokens end with it. */
  public static final String ON_BEHALF_OF = "on_behalf_of";

  /** Our own claim: the clients of the tokens that this one was made from. */
  public static final String SOURCE_CLIENTS = "source_client_ids";

  /** Our own claim: the subject for this server alone, where {@code sub} is a pairwise name. */
  public static final String SEALED_SUBJECT = "sub_ref";

  /** What people consented to: a type of subject that marks are for. */
  public static final String DELEGATION = "delegation";

  /** The longest token that is looked at. */
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

  private AccessTokenProfile() {}

  /** The issuers that claims name; what is malformed names one that nobody knows. */
  public static List<SubjectRef> issuers(Map<String, Object> claims) {
    return texts(claims, ISSUERS).stream()
        .map(id -> new SubjectRef(SubjectRef.ISSUER, id))
        .toList();
  }

  /** The texts of a claim that lists some; what is malformed is one text that nobody knows. */
  public static List<String> texts(Map<String, Object> claims, String name) {
    Object named = claims.get(name);
    if (named == null) {
      return List.of();
    }
    List<?> texts = named instanceof List<?> list ? list : List.of(named);
    return texts.stream().map(String::valueOf).toList();
  }
}
