/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.user;

import java.util.List;
import java.util.Optional;
import org.lumoauth.api.authz.AccessSearchCandidateProvider;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.directory.DirectoryPersistenceUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Provides all users of a tenant as search candidates, because any user may have permissions in
 * some authorization model.
 */
@Component(property = {"lumoauth.kind=search-candidates", "lumoauth.name=directory"})
public final class UserSearchCandidateProvider implements AccessSearchCandidateProvider {

  private final UserStore users;

  @Activate
  public UserSearchCandidateProvider(@Reference DirectoryPersistenceUnit unit) {
    this(unit.users());
  }

  UserSearchCandidateProvider(UserStore users) {
    this.users = users;
  }

  @Override
  public List<String> subjects(
      TenantContext tenant, String type, Optional<String> after, int limit) {
    return type.equals(SubjectRef.USER) ? users.idsAfter(tenant.id(), after, limit) : List.of();
  }
}
