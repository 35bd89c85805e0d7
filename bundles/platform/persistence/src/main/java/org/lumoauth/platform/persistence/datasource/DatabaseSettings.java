package org.lumoauth.platform.persistence.datasource;

import java.util.Objects;

/**
 * How to reach the database.
 *
 * @param url the JDBC URL
 * @param user the user's name
 * @param password the user's password; never shown by {@link #toString()}
 * @param poolSize connections at most for transactions; twice as many again for single statements,
 *     six more
 */
public record DatabaseSettings(String url, String user, String password, int poolSize) {
  public DatabaseSettings {
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(password, "password");
    if (poolSize < 2 || poolSize > 1000) {
      throw new IllegalArgumentException("The database pool size must be 2 to 1000.");
    }
  }

  /** Which database it is. */
  public DatabaseKind kind() {
    return DatabaseKind.of(url);
  }

  /** The URL without its options, which may hold a password. */
  public String location() {
    return url.split("[?;]", 2)[0].replaceFirst("//[^/@]*@", "//");
  }

  @Override
  public String toString() {
    return location();
  }
}
