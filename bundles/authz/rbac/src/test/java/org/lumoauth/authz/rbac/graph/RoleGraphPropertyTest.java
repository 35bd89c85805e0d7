/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.lumoauth.authz.rbac.store.StoredPermission;
import org.lumoauth.authz.rbac.store.StoredRole;

/** Random hierarchies, circles among them, against the definition: what some ancestor has. */
class RoleGraphPropertyTest {

  private static final int ROLES = 7;
  private static final int PERMISSIONS = 5;

  @Property(tries = 2000, seed = "1")
  void givesWhatTheRoleOrAnAncestorHas(
      @ForAll @Size(max = 12) List<@IntRange(max = 48) Integer> parentEdges,
      @ForAll @Size(max = 12) List<@IntRange(max = 34) Integer> permissionEdges) {
    var parents = new HashMap<String, Set<String>>();
    parentEdges.forEach(edge -> put(parents, "r" + edge % ROLES, "r" + edge / ROLES));
    var own = new HashMap<String, Set<Long>>();
    permissionEdges.forEach(
        edge -> put(own, "r" + edge % ROLES, (long) (edge / ROLES % PERMISSIONS)));

    var graph = RoleGraph.compile(roles(), permissions(), own, parents);

    for (int r = 0; r < ROLES; r++) {
      var expected = new HashSet<String>();
      for (String ancestor : ancestors("r" + r, parents)) {
        own.getOrDefault(ancestor, Set.of()).forEach(p -> expected.add("p." + p));
      }
      var role = graph.role("r" + r);
      assertEquals(expected, role.grants().keySet());
      role.grants().values().forEach(grant -> assertTrue(holds(grant, own, parents)));
    }
  }

  /** That a path is one: each next a parent, the last with the permission. */
  private static boolean holds(
      RolePermissionPath grant, Map<String, Set<Long>> own, Map<String, Set<String>> parents) {
    for (int i = 1; i < grant.path().size(); i++) {
      var lower = grant.path().get(i - 1).id();
      if (!parents.getOrDefault(lower, Set.of()).contains(grant.path().get(i).id())) {
        return false;
      }
    }
    return own.get(grant.source().id()).contains(Long.parseLong(grant.slug().substring(2)));
  }

  /** By repetition until nothing is new. */
  private static Set<String> ancestors(String role, Map<String, Set<String>> parents) {
    var found = new HashSet<>(Set.of(role));
    boolean grown = true;
    while (grown) {
      grown = false;
      for (String each : List.copyOf(found)) {
        grown |= found.addAll(parents.getOrDefault(each, Set.of()));
      }
    }
    return found;
  }

  private static List<StoredRole> roles() {
    var roles = new ArrayList<StoredRole>();
    for (int r = 0; r < ROLES; r++) {
      var now = Instant.EPOCH;
      roles.add(new StoredRole("r" + r, "r" + r, "R" + r, Optional.empty(), false, now, now));
    }
    return roles;
  }

  private static List<StoredPermission> permissions() {
    var permissions = new ArrayList<StoredPermission>();
    for (int p = 0; p < PERMISSIONS; p++) {
      permissions.add(
          new StoredPermission(p, "p." + p, "P", Optional.empty(), false, Instant.EPOCH));
    }
    return permissions;
  }

  private static <T> void put(Map<String, Set<T>> links, String from, T to) {
    links.computeIfAbsent(from, key -> new HashSet<>()).add(to);
  }
}
