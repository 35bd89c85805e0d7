/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.directory;

import java.util.Objects;

/**
 * A reference to a subject or an actor. Grants, sessions and issuers are also subjects, as the
 * origin of tokens: tokens can be revoked by them.
 *
 * @param type {@code user}, {@code agent}, {@code client}, {@code api_key}, {@code group}, {@code
 *     operator}, {@code grant}, {@code session} or {@code issuer}
 * @param id the identifier with its prefix, compared byte for byte
 */
public record SubjectRef(String type, String id) {
  public static final String USER = "user";
  public static final String AGENT = "agent";
  public static final String CLIENT = "client";
  public static final String API_KEY = "api_key";
  public static final String GROUP = "group";
  public static final String OPERATOR = "operator";

  /** The type of a resource owner's grant to a client: {@code grn_}. */
  public static final String GRANT = "grant";

  /** The type of a browser session: {@code ses_}. */
  public static final String SESSION = "session";

  /** The type of an external issuer of trusted assertions: {@code tis_}. */
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
