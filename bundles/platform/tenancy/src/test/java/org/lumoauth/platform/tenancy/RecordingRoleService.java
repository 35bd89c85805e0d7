/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tenancy;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authz.RoleAssignmentService;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;

/** Remembers assignments as {@code subject=role}. */
record RecordingRoleService(List<String> assigned) implements RoleAssignmentService {

  @Override
  public Optional<RoleRef> find(TenantContext tenant, String idOrSlug) {
    return Optional.of(TenancyFixture.role(idOrSlug));
  }

  @Override
  public List<RoleRef> rolesOf(TenantContext tenant, SubjectRef subject) {
    return List.of();
  }

  @Override
  public Map<SubjectRef, List<RoleRef>> rolesOf(
      TenantContext tenant, Collection<SubjectRef> subjects) {
    return Map.of();
  }

  @Override
  public void assign(TenantContext tenant, SubjectRef subject, Collection<String> roles) {
    roles.forEach(role -> assigned.add(subject + "=" + role));
  }

  @Override
  public void replace(TenantContext tenant, SubjectRef subject, Collection<String> roles) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void revoke(TenantContext tenant, SubjectRef subject, String role) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void revokeAll(TenantContext tenant, SubjectRef subject) {
    throw new UnsupportedOperationException();
  }
}
