/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.approval;

import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Determines which users may be approvers. Changing the credentials of such a user allows answering
 * as that user, and therefore requires the same permission as approving.
 */
@ProviderType
public interface ApproverEligibilityLookup {

  /**
   * Returns whether the tenant's rules allow this user to answer requests of others, directly or as
   * a deputy: by a permission, a role, a group, by name, or by a relation to an agent. The right to
   * approve actions on one's own behalf does not count.
   *
   * @throws org.lumoauth.api.web.ApiException 503 {@code module_unavailable} while this cannot be
   *     determined
   */
  boolean canApprove(TenantContext tenant, SubjectRef user);
}
