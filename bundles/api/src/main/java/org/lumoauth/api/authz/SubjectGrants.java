/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.authz;

import java.util.Set;

/**
 * The grants of a subject from one provider.
 *
 * @param permissions slugs, scopes and capabilities, regardless of resource or time limits
 * @param openEnded whether the provider grants more than it can list, for example by relations
 * @param readPermission the permission that a caller needs to see these grants
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
