/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.authz;

import java.util.Set;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** Finds the subjects with a role; the inverse of {@link RoleAssignmentService}. */
@ProviderType
public interface RoleHolderLookup {

  /**
   * Returns the ids of subjects of one type to which the role is assigned directly.
   *
   * @param role the id or slug of the role; for an unknown role the result is empty
   * @param subjectType the type, such as {@code user}
   * @param limit the maximum number of ids
   */
  Set<String> findHolders(TenantContext tenant, String role, String subjectType, int limit);
}
