/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.group;

import java.util.Optional;
import org.lumoauth.api.directory.GroupDirectory;
import org.lumoauth.api.directory.GroupRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.directory.DirectoryPersistenceUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Provides groups to other modules. */
@Component
public final class StoredGroupDirectory implements GroupDirectory {
  private final GroupStore groups;

  @Activate
  public StoredGroupDirectory(@Reference DirectoryPersistenceUnit unit) {
    this.groups = unit.groups();
  }

  @Override
  public Optional<GroupRef> find(TenantContext tenant, String idOrSlug) {
    return groups.find(tenant.id(), idOrSlug).map(UserGroup::ref);
  }
}
