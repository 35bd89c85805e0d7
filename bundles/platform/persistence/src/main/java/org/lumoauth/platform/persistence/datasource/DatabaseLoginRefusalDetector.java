/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.datasource;

import java.sql.SQLException;
import java.util.Set;

/** Distinguishes a rejected login, which retries do not change, from an unavailable database. */
final class DatabaseLoginRefusalDetector {
  /** SQLSTATE class 28: invalid authorization. */
  private static final String INVALID_AUTHORIZATION = "28";

  /** SQLSTATE class 42 at login: the database is unknown, or the user has no access to it. */
  private static final String NO_ACCESS = "42";

  /**
   * MariaDB reports these without a specific SQLSTATE: the host is blocked or not allowed, the
   * password has expired, the account is locked.
   */
  private static final Set<Integer> MARIADB_CODES = Set.of(1129, 1130, 1820, 1862, 4151);

  private DatabaseLoginRefusalDetector() {}

  /** Returns whether the database rejected the login. */
  static boolean isRefusal(SQLException failure) {
    String state = failure.getSQLState();
    return MARIADB_CODES.contains(failure.getErrorCode())
        || (state != null
            && (state.startsWith(INVALID_AUTHORIZATION) || state.startsWith(NO_ACCESS)));
  }
}
