package org.lumoauth.platform.directory.rest;

import org.lumoauth.platform.directory.Account;

/** {@code GroupMember} on the wire. */
public record MemberView(String id, String email, String name, String username) {

  static MemberView of(Account user) {
    var profile = user.profile();
    return new MemberView(
        user.id(), profile.email(), profile.name().orElse(null), profile.username().orElse(null));
  }
}
