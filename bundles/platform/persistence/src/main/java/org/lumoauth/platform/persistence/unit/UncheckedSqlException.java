/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.unit;

import java.sql.SQLException;

/** Carries an SQL exception out of plain JDBC work. */
final class UncheckedSqlException extends RuntimeException {
  UncheckedSqlException(SQLException cause) {
    super("an SQL statement failed, state " + cause.getSQLState(), cause);
  }
}
