package org.lumoauth.api.authz;

import java.util.Set;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** Who holds a role; the other way round than {@link RoleAssignmentService}. */
@ProviderType
public interface RoleHolderLookup {

  /**
   * The ids of subjects of one type that hold the role directly.
   *
   * @param role its id or slug; an unknown role has no holders
   * @param subjectType as {@code user}
   * @param limit how many at most
   */
  Set<String> findHolders(TenantContext tenant, String role, String subjectType, int limit);
}
