package org.lumoauth.api.directory;

import java.util.Objects;

/**
 * Who acts or is acted for. A grant, a session and an issuer stand for what tokens were made from:
 * tokens can be ended by them.
 *
 * @param type {@code user}, {@code agent}, {@code client}, {@code api_key}, {@code group}, {@code
 *     operator}, {@code grant}, {@code session} or {@code issuer}
 * @param id the identifier with its prefix, byte-exact
 */
public record SubjectRef(String type, String id) {
  public static final String USER = "user";
  public static final String AGENT = "agent";
  public static final String CLIENT = "client";
  public static final String API_KEY = "api_key";
  public static final String GROUP = "group";
  public static final String OPERATOR = "operator";

  /** What a resource owner granted to a client: {@code grn_}. */
  public static final String GRANT = "grant";

  /** A browser in which somebody is signed in: {@code ses_}. */
  public static final String SESSION = "session";

  /** Somebody outside whose assertions are trusted: {@code tis_}. */
  public static final String ISSUER = "issuer";

  public SubjectRef {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(id, "id");
  }

  @Override
  public String toString() {
    return type + ":" + id;
  }
}
