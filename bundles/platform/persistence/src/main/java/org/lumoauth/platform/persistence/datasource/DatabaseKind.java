package org.lumoauth.platform.persistence.datasource;

import java.util.Locale;

/** The databases that LumoAuth runs on. */
public enum DatabaseKind {
  /** Embedded, inside this process. */
  H2,
  /** A MariaDB server or Galera cluster. */
  MARIADB;

  /**
   * Tells the kind by a JDBC URL.
   *
   * @throws IllegalArgumentException with a message for the operator if it is none of these
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

  /** An H2 that other processes share would break what migrations assume about their lock. */
  private static void requireEmbedded(String url) {
    String lower = url.toLowerCase(Locale.ROOT);
    if (lower.startsWith("jdbc:h2:tcp:")
        || lower.startsWith("jdbc:h2:ssl:")
        || lower.contains(";auto_server=true")) {
      throw new IllegalArgumentException(
          "H2 is supported embedded only (jdbc:h2:file: or jdbc:h2:mem:); several servers share a"
              + " MariaDB (jdbc:mariadb://host/database).");
    }
  }
}
