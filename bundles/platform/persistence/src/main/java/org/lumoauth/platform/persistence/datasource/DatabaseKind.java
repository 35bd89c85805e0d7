/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.datasource;

import java.util.Locale;

/** The supported databases. */
public enum DatabaseKind {
  /** Embedded in this process. */
  H2,
  /** A MariaDB server or Galera cluster. */
  MARIADB;

  /**
   * Returns the kind of a JDBC URL.
   *
   * @throws IllegalArgumentException with a message for the operator if it is not supported
   */
  public static DatabaseKind of(String url) {
    if (url.startsWith("jdbc:mariadb:")) {
      return MARIADB;
    }
    if (url.startsWith("jdbc:h2:")) {
      requireEmbedded(url);
      return H2;
    }
    throw new IllegalArgumentException(
        "The database URL must begin with jdbc:mariadb: or jdbc:h2: (LUMOAUTH_DB_URL, or url in"
            + " etc/org.lumoauth.platform.persistence.cfg).");
  }

  /**
   * Rejects an H2 shared by other processes, which would break the locking assumptions of
   * migrations.
   */
  private static void requireEmbedded(String url) {
    String lower = url.toLowerCase(Locale.ROOT);
    if (lower.startsWith("jdbc:h2:tcp:")
        || lower.startsWith("jdbc:h2:ssl:")
        || lower.contains(";auto_server=true")) {
      throw new IllegalArgumentException(
          "H2 is only supported embedded (jdbc:h2:file: or jdbc:h2:mem:). For "
              + "several servers, use"
              + " MariaDB (jdbc:mariadb://host/database).");
    }
  }
}
