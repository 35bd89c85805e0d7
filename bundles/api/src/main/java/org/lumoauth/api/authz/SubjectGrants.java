package org.lumoauth.api.authz;

import java.util.Set;

/**
 * What one provider grants a subject.
 *
 * @param permissions slugs, scopes and capabilities, whatever resource or time they are limited to
 * @param openEnded whether the provider grants more than it can list, as relations do
 * @param readPermission the permission without which a caller may not see what is granted here
 */
public record SubjectGrants(Set<String> permissions, boolean openEnded, String readPermission) {
  public SubjectGrants {
    permissions = Set.copyOf(permissions);
  }

  /** Grants that are listed completely. */
  public static SubjectGrants listed(Set<String> permissions, String readPermission) {
    return new SubjectGrants(permissions, false, readPermission);
  }
}
