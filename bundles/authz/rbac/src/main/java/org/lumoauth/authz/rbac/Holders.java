package org.lumoauth.authz.rbac;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;

/** Who can hold roles. */
final class Holders {

  private static final Map<String, String> TYPE_BY_PREFIX =
      Map.of("usr_", SubjectRef.USER, "grp_", SubjectRef.GROUP, "agt_", SubjectRef.AGENT);

  private Holders() {}

  static boolean canHoldRoles(String type) {
    return type.equals(SubjectRef.USER)
        || type.equals(SubjectRef.AGENT)
        || type.equals(SubjectRef.GROUP);
  }

  /** Whom an identifier names, if one that can hold roles. */
  static Optional<SubjectRef> named(String id) {
    return id.length() < 4
        ? Optional.empty()
        : Optional.ofNullable(TYPE_BY_PREFIX.get(id.substring(0, 4)))
            .map(type -> new SubjectRef(type, id));
  }
}
