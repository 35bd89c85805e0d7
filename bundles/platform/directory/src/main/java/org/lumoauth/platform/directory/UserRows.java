package org.lumoauth.platform.directory;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.lumoauth.api.directory.PostalAddress;
import org.lumoauth.platform.directory.entity.UserRow;

/** Users as their rows have them, and back. */
final class UserRows {

  private UserRows() {}

  /** Copies what may change into a row. */
  static void write(UserRow row, Account account) {
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
    row.address(ProfileJson.text(profile.address().claim()));
    Map<String, Map<String, String>> localized = new TreeMap<>();
    profile.localized().forEach((tag, names) -> localized.put(tag, names.claims()));
    row.localizedNames(ProfileJson.text(localized));
    row.furtherClaims(ProfileJson.text(profile.further().claims()));
    row.blockedAt(account.blockedAt().map(Micros::of).orElse(null));
    row.loginCount(account.loginCount());
    row.lastLoginAt(account.lastLoginAt().map(Micros::of).orElse(null));
    row.updatedAt(Micros.of(Micros.now()));
  }

  /** The user of a row. */
  static Account account(UserRow row) {
    var profile =
        new Profile(
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
            PostalAddress.of(ProfileJson.object(row.address())),
            localized(row),
            FurtherClaims.of(ProfileJson.object(row.furtherClaims())));
    return new Account(
        row.id(),
        profile,
        Micros.instant(row.blockedAt()),
        row.loginCount(),
        Micros.instant(row.lastLoginAt()),
        Micros.instant(row.createdAt()),
        Micros.instant(row.updatedAt()),
        row.versionNo());
  }

  private static Map<String, LocalizedNames> localized(UserRow row) {
    Map<String, LocalizedNames> localized = new TreeMap<>();
    ProfileJson.object(row.localizedNames())
        .forEach((tag, names) -> localized.put((String) tag, LocalizedNames.of((Map<?, ?>) names)));
    return localized;
  }
}
