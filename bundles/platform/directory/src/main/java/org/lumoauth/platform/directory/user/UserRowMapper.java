/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.user;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.lumoauth.api.directory.PostalAddress;
import org.lumoauth.platform.directory.entity.UserRow;
import org.lumoauth.platform.directory.profile.AdditionalUserClaims;
import org.lumoauth.platform.directory.profile.LocalizedNames;
import org.lumoauth.platform.directory.profile.UserProfile;
import org.lumoauth.platform.directory.profile.UserProfileColumnJsonCodec;
import org.lumoauth.platform.persistence.EpochMicrosConverter;

/** Maps users to rows and back. */
final class UserRowMapper {

  private UserRowMapper() {}

  /** Copies the mutable members into a row. */
  static void write(UserRow row, UserAccount account) {
    var profile = account.profile();
    row.email(profile.email());
    row.username(profile.username().orElse(null));
    row.displayName(profile.name().orElse(null));
    row.givenName(profile.givenName().orElse(null));
    row.familyName(profile.familyName().orElse(null));
    row.picture(profile.picture().orElse(null));
    row.emailVerified(profile.emailVerified());
    row.phoneNumber(profile.phoneNumber().orElse(null));
    row.phoneNumberVerified(profile.phoneNumberVerified());
    row.active(profile.active());
    row.locale(profile.locale().orElse(null));
    row.zoneinfo(profile.zoneinfo().orElse(null));
    row.address(UserProfileColumnJsonCodec.text(profile.address().toClaim()));
    Map<String, Map<String, String>> localized = new TreeMap<>();
    profile.localized().forEach((tag, names) -> localized.put(tag, names.claims()));
    row.localizedNames(UserProfileColumnJsonCodec.text(localized));
    row.furtherClaims(UserProfileColumnJsonCodec.text(profile.further().claims()));
    row.blockedAt(account.blockedAt().map(EpochMicrosConverter::toMicros).orElse(null));
    row.loginCount(account.loginCount());
    row.lastLoginAt(account.lastLoginAt().map(EpochMicrosConverter::toMicros).orElse(null));
    row.updatedAt(EpochMicrosConverter.toMicros(Instant.now()));
  }

  /** Returns the user of a row. */
  static UserAccount account(UserRow row) {
    var profile =
        new UserProfile(
            row.email(),
            Optional.ofNullable(row.username()),
            Optional.ofNullable(row.displayName()),
            Optional.ofNullable(row.givenName()),
            Optional.ofNullable(row.familyName()),
            Optional.ofNullable(row.picture()),
            row.emailVerified(),
            Optional.ofNullable(row.phoneNumber()),
            row.phoneNumberVerified(),
            row.active(),
            Optional.ofNullable(row.locale()),
            Optional.ofNullable(row.zoneinfo()),
            PostalAddress.of(UserProfileColumnJsonCodec.object(row.address())),
            localized(row),
            AdditionalUserClaims.of(UserProfileColumnJsonCodec.object(row.furtherClaims())));
    return new UserAccount(
        row.id(),
        profile,
        EpochMicrosConverter.findInstant(row.blockedAt()),
        row.loginCount(),
        EpochMicrosConverter.findInstant(row.lastLoginAt()),
        EpochMicrosConverter.toInstant(row.createdAt()),
        EpochMicrosConverter.toInstant(row.updatedAt()),
        row.versionNo());
  }

  private static Map<String, LocalizedNames> localized(UserRow row) {
    Map<String, LocalizedNames> localized = new TreeMap<>();
    UserProfileColumnJsonCodec.object(row.localizedNames())
        .forEach((tag, names) -> localized.put((String) tag, LocalizedNames.of((Map<?, ?>) names)));
    return localized;
  }
}
