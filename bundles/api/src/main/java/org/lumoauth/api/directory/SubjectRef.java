package org.lumoauth.api.directory;

import java.util.Objects;

/**
 * Who acts or is acted for.
 *
 * @param type {@code user}, {@code agent}, {@code client}, {@code api_key}, {@code group} or {@code
 *     operator}
 * @param id the identifier with its prefix, byte-exact
 */
public record SubjectRef(String type, String id) {
  public static final String USER = "user";
  public static final String AGENT = "agent";
  public static final String CLIENT = "client";
  public static final String API_KEY = "api_key";
  public static final String GROUP = "group";
  public static final String OPERATOR = "operator";

  public SubjectRef {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(id, "id");
  }

  @Override
  public String toString() {
    return type + ":" + id;
  }
}
