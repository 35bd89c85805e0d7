/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.fake;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.lumoauth.api.authz.RoleAssignmentService;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;

/** Roles of a test and their assignments. */
public final class FakeRoleAssignmentService implements RoleAssignmentService {

  private record FakeRoleKey(String tenantId, SubjectRef subject) {}

  private final Map<String, List<RoleRef>> roles = new ConcurrentHashMap<>();
  private final Map<FakeRoleKey, Set<RoleRef>> held = new ConcurrentHashMap<>();

  /** Adds a role. */
  public FakeRoleAssignmentService withRole(TenantContext tenant, RoleRef role) {
    roles.merge(
        tenant.id(),
        List.of(role),
        (old, added) -> {
          var all = new ArrayList<>(old);
          all.addAll(added);
          return List.copyOf(all);
        });
    return this;
  }

  @Override
  public Optional<RoleRef> find(TenantContext tenant, String idOrSlug) {
    return roles.getOrDefault(tenant.id(), List.of()).stream()
        .filter(role -> role.id().equals(idOrSlug) || role.slug().equals(idOrSlug))
        .findFirst();
  }

  @Override
  public List<RoleRef> rolesOf(TenantContext tenant, SubjectRef subject) {
    return List.copyOf(held.getOrDefault(new FakeRoleKey(tenant.id(), subject), Set.of()));
  }

  @Override
  public Map<SubjectRef, List<RoleRef>> rolesOf(
      TenantContext tenant, Collection<SubjectRef> subjects) {
    var all = new LinkedHashMap<SubjectRef, List<RoleRef>>();
    subjects.forEach(subject -> all.put(subject, rolesOf(tenant, subject)));
    return all;
  }

  @Override
  public void assign(TenantContext tenant, SubjectRef subject, Collection<String> some) {
    var all = new LinkedHashSet<>(rolesOf(tenant, subject));
    some.forEach(role -> all.add(known(tenant, role)));
    held.put(new FakeRoleKey(tenant.id(), subject), Set.copyOf(all));
  }

  @Override
  public void replace(TenantContext tenant, SubjectRef subject, Collection<String> some) {
    var all = new LinkedHashSet<RoleRef>();
    some.forEach(role -> all.add(known(tenant, role)));
    held.put(new FakeRoleKey(tenant.id(), subject), Set.copyOf(all));
  }

  @Override
  public void revoke(TenantContext tenant, SubjectRef subject, String role) {
    var rest = new LinkedHashSet<>(rolesOf(tenant, subject));
    rest.remove(known(tenant, role));
    held.put(new FakeRoleKey(tenant.id(), subject), Set.copyOf(rest));
  }

  @Override
  public void revokeAll(TenantContext tenant, SubjectRef subject) {
    held.remove(new FakeRoleKey(tenant.id(), subject));
  }

  private RoleRef known(TenantContext tenant, String idOrSlug) {
    return find(tenant, idOrSlug)
        .orElseThrow(() -> ApiException.notFound("The role " + idOrSlug + " does not exist."));
  }
}
