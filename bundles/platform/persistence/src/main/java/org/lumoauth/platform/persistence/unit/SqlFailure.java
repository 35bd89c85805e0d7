package org.lumoauth.platform.persistence.unit;

import java.sql.SQLException;

/** Carries an SQL exception out of plain JDBC work. */
final class SqlFailure extends RuntimeException {
  SqlFailure(SQLException cause) {
    super("an SQL statement failed, state " + cause.getSQLState(), cause);
  }
}
