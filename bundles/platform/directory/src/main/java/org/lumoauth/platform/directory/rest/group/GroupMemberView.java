/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.rest.group;

import org.lumoauth.platform.directory.user.UserAccount;

/** The JSON representation of {@code GroupMember}. */
public record GroupMemberView(String id, String email, String name, String username) {

  static GroupMemberView of(UserAccount user) {
    var profile = user.profile();
    return new GroupMemberView(
        user.id(), profile.email(), profile.name().orElse(null), profile.username().orElse(null));
  }
}
