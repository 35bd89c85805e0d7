/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.authz.rbac.store.StoredPermission;
import org.lumoauth.authz.rbac.store.StoredRole;

/** A tenant's roles and their permissions. Immutable. */
public final class RoleGraph {

  private final Map<String, CompiledRole> roles;
  private final Map<String, StoredPermission> permissions;
  private final Map<String, RoleRef> exampleByPermission;

  private RoleGraph(
      Map<String, CompiledRole> roles,
      Map<String, StoredPermission> permissions,
      Map<String, RoleRef> exampleByPermission) {
    this.roles = roles;
    this.permissions = permissions;
    this.exampleByPermission = exampleByPermission;
  }

  /**
   * Compiles stored roles.
   *
   * @param roles the roles, in order of preference as examples
   * @param permissions all permissions
   * @param own maps a role to the numbers of its own permissions
   * @param parents maps a role to its parents; an unknown parent is ignored
   */
  public static RoleGraph compile(
      List<StoredRole> roles,
      List<StoredPermission> permissions,
      Map<String, Set<Long>> own,
      Map<String, Set<String>> parents) {
    var rolesById = new HashMap<String, StoredRole>();
    roles.forEach(role -> rolesById.put(role.id(), role));
    var permissionsById = new HashMap<Long, StoredPermission>();
    permissions.forEach(permission -> permissionsById.put(permission.id(), permission));

    var compiled = new HashMap<String, CompiledRole>();
    var examples = new HashMap<String, RoleRef>();
    for (StoredRole role : roles) {
      var grants = new HashMap<String, RolePermissionPath>();
      for (List<StoredRole> path : paths(role, rolesById, parents)) {
        var source = path.get(path.size() - 1);
        for (long id : own.getOrDefault(source.id(), Set.of())) {
          var permission = permissionsById.get(id);
          if (permission != null) {
            grants.putIfAbsent(permission.slug(), grant(permission, path));
          }
        }
      }
      compiled.put(role.id(), new CompiledRole(role.ref(), Map.copyOf(grants)));
      grants.keySet().forEach(slug -> examples.putIfAbsent(slug, role.ref()));
    }
    var bySlug = new HashMap<String, StoredPermission>();
    permissions.forEach(permission -> bySlug.put(permission.slug(), permission));
    return new RoleGraph(Map.copyOf(compiled), Map.copyOf(bySlug), Map.copyOf(examples));
  }

  /** Returns the role with this id, or null: a deleted role grants no permissions. */
  public CompiledRole role(String id) {
    return roles.get(id);
  }

  /** Returns whether a permission exists. */
  public boolean hasPermission(String slug) {
    return permissions.containsKey(slug);
  }

  /** Returns the permission with this slug, or null. */
  StoredPermission permission(String slug) {
    return permissions.get(slug);
  }

  /** Returns all permissions. */
  Collection<StoredPermission> permissions() {
    return permissions.values();
  }

  /** Returns a role that grants the permission, if any. */
  public Optional<RoleRef> exampleFor(String slug) {
    return Optional.ofNullable(exampleByPermission.get(slug));
  }

  private static RolePermissionPath grant(StoredPermission permission, List<StoredRole> path) {
    return new RolePermissionPath(permission, path.stream().map(StoredRole::ref).toList());
  }

  /**
   * Returns the shortest path from a role to itself and to each of its ancestors, shorter ones
   * first. Terminates even on a cycle, which the store refuses but a database could contain.
   */
  private static List<List<StoredRole>> paths(
      StoredRole role, Map<String, StoredRole> rolesById, Map<String, Set<String>> parents) {
    var found = new ArrayList<List<StoredRole>>();
    var seen = new HashSet<String>();
    var open = new ArrayDeque<List<StoredRole>>();
    open.add(List.of(role));
    seen.add(role.id());
    while (!open.isEmpty()) {
      var path = open.remove();
      found.add(path);
      var last = path.get(path.size() - 1).id();
      parents.getOrDefault(last, Set.of()).stream()
          .sorted()
          .map(rolesById::get)
          .filter(parent -> parent != null && seen.add(parent.id()))
          .forEach(parent -> open.add(longer(path, parent)));
    }
    return found;
  }

  private static List<StoredRole> longer(List<StoredRole> path, StoredRole next) {
    var longer = new ArrayList<>(path);
    longer.add(next);
    return longer;
  }
}
