/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.approval;

import java.util.Collection;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Checks whether the tenant's approval rules name a group. Adding a member to such a group, or
 * giving a group such a name, determines approvers and requires the corresponding permission.
 */
@ProviderType
public interface ApproverGroupCheck {

  /**
   * Returns whether the tenant's rules name one of these groups.
   *
   * @param groups groups by their ids, or by their current or future slugs
   */
  boolean includesAny(TenantContext tenant, Collection<String> groups);
}
