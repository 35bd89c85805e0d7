/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.user;

import java.util.LinkedHashMap;
import java.util.Map;
import org.lumoauth.platform.directory.profile.LocalizedNames;

/** Computes the difference of a user change for the audit log. */
final class UserAuditDiff {

  private UserAuditDiff() {}

  /** Returns the old and new values by member name. */
  static Map<String, Object> of(UserAccount before, UserAccount after) {
    var changes = new LinkedHashMap<String, Object>();
    var old = before.profile();
    var now = after.profile();
    note(changes, "email", old.email(), now.email());
    note(changes, "username", old.username().orElse(""), now.username().orElse(""));
    note(changes, "name", old.name().orElse(""), now.name().orElse(""));
    note(changes, "givenName", old.givenName().orElse(""), now.givenName().orElse(""));
    note(changes, "familyName", old.familyName().orElse(""), now.familyName().orElse(""));
    note(changes, "emailVerified", old.emailVerified(), now.emailVerified());
    note(changes, "phoneNumber", old.phoneNumber().orElse(""), now.phoneNumber().orElse(""));
    note(changes, "address", old.address().toClaim(), now.address().toClaim());
    note(changes, "localized", shown(old.localized()), shown(now.localized()));
    note(changes, "isActive", old.active(), now.active());
    return changes;
  }

  private static Map<String, Object> shown(Map<String, LocalizedNames> localized) {
    var shown = new LinkedHashMap<String, Object>();
    localized.forEach((tag, names) -> shown.put(tag, names.claims()));
    return shown;
  }

  private static void note(Map<String, Object> changes, String what, Object old, Object now) {
    if (!old.equals(now)) {
      changes.put(what, new LinkedHashMap<>(Map.of("old", old, "new", now)));
    }
  }
}
