/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.ApiException;

/** The types of subjects that can have roles and permissions. */
final class RoleHolderTypes {

  private static final Map<String, String> TYPE_BY_PREFIX =
      Map.of("usr_", SubjectRef.USER, "grp_", SubjectRef.GROUP, "agt_", SubjectRef.AGENT);

  private static final int MAX_SUBJECT_ID = 64;

  private RoleHolderTypes() {}

  static boolean canHoldRoles(String type) {
    return type.equals(SubjectRef.USER)
        || type.equals(SubjectRef.AGENT)
        || type.equals(SubjectRef.GROUP);
  }

  /**
   * Refuses a subject that cannot have roles or permissions.
   *
   * @param what the kind of assignment, as the beginning of a sentence
   */
  static void require(SubjectRef subject, String what) {
    if (!canHoldRoles(subject.type()) || subject.id().length() > MAX_SUBJECT_ID) {
      throw ApiException.invalid(
          "subject", what + " can be assigned only to users, groups and agents.");
    }
  }

  /** Returns the subject of an identifier, if it can have roles. */
  static Optional<SubjectRef> parse(String id) {
    return id.length() < 4
        ? Optional.empty()
        : Optional.ofNullable(TYPE_BY_PREFIX.get(id.substring(0, 4)))
            .map(type -> new SubjectRef(type, id));
  }
}
