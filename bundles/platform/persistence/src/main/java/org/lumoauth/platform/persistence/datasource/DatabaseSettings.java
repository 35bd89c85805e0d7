/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.datasource;

import java.util.Objects;

/**
 * The connection settings of the database.
 *
 * @param url the JDBC URL
 * @param user the user name
 * @param password the user's password; never shown by {@link #toString()}
 * @param poolSize the maximum number of connections for transactions; there are twice as many for
 *     single statements, and six more
 */
public record DatabaseSettings(String url, String user, String password, int poolSize) {
  public DatabaseSettings {
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(password, "password");
    if (poolSize < 2 || poolSize > 1000) {
      throw new IllegalArgumentException("The database pool size must be between 2 and 1000.");
    }
  }

  /** Returns the kind of database. */
  public DatabaseKind kind() {
    return DatabaseKind.of(url);
  }

  /** Returns the URL without its options, which may contain a password. */
  public String location() {
    return url.split("[?;]", 2)[0].replaceFirst("//[^/@]*@", "//");
  }

  @Override
  public String toString() {
    return location();
  }
}
