/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.directory;

import java.util.Optional;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** Finds groups. */
@ProviderType
public interface GroupDirectory {

  /** Returns the group with this id or slug. */
  Optional<GroupRef> find(TenantContext tenant, String idOrSlug);
}
