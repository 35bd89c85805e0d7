/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.user;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.lumoauth.api.directory.PostalAddress;
import org.lumoauth.platform.directory.profile.AdditionalUserClaims;
import org.lumoauth.platform.directory.profile.LocalizedNames;
import org.lumoauth.platform.directory.profile.UserProfile;
import org.lumoauth.platform.directory.profile.UserProfileColumnJsonCodec;
import org.lumoauth.platform.persistence.EpochMicrosConverter;
import org.lumoauth.platform.persistence.SqlStatementRunner;

/**
 * Reads one user with plain SQL. Every sign-in does this, and entities would cost an extra
 * transaction.
 */
final class UserSqlReader {
  private static final String SELECT =
      "select id, email, username, display_name, given_name, family_name, picture, email_verified,"
          + " phone_number, phone_verified, active, blocked_at, login_count, last_login_at, locale,"
          + " zoneinfo, address, localized_names, further_claims, created_at, updated_at,"
          + " version_no from directory_user where tenant_id = ? and ";

  private UserSqlReader() {}

  /** Returns the user with this id or, if it contains an at sign, this email address. */
  static Optional<UserAccount> find(Connection connection, String tenantId, String idOrEmail)
      throws SQLException {
    String column = idOrEmail.indexOf('@') < 0 ? "id" : "email";
    return SqlStatementRunner.first(
        connection, UserSqlReader::account, SELECT + column + " = ?", tenantId, idOrEmail);
  }

  private static UserAccount account(ResultSet row) throws SQLException {
    return new UserAccount(
        row.getString("id"),
        profile(row),
        instant(row, "blocked_at"),
        row.getLong("login_count"),
        instant(row, "last_login_at"),
        EpochMicrosConverter.toInstant(row.getLong("created_at")),
        EpochMicrosConverter.toInstant(row.getLong("updated_at")),
        row.getLong("version_no"));
  }

  private static UserProfile profile(ResultSet row) throws SQLException {
    return new UserProfile(
        row.getString("email"),
        text(row, "username"),
        text(row, "display_name"),
        text(row, "given_name"),
        text(row, "family_name"),
        text(row, "picture"),
        row.getBoolean("email_verified"),
        text(row, "phone_number"),
        row.getBoolean("phone_verified"),
        row.getBoolean("active"),
        text(row, "locale"),
        text(row, "zoneinfo"),
        PostalAddress.of(object(row, "address")),
        localized(row),
        AdditionalUserClaims.of(object(row, "further_claims")));
  }

  private static Map<String, LocalizedNames> localized(ResultSet row) throws SQLException {
    Map<String, LocalizedNames> localized = new TreeMap<>();
    object(row, "localized_names")
        .forEach((tag, names) -> localized.put((String) tag, LocalizedNames.of((Map<?, ?>) names)));
    return localized;
  }

  private static Map<?, ?> object(ResultSet row, String column) throws SQLException {
    return UserProfileColumnJsonCodec.object(row.getString(column));
  }

  private static Optional<String> text(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    long micros = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(EpochMicrosConverter.toInstant(micros));
  }
}
