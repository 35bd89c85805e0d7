/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.admin;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.web.ApiException;

/**
 * Validates that role inheritance has no cycle and a bounded depth. Must run while the tenant's
 * changes are locked: two valid concurrent changes could otherwise create a cycle.
 */
final class RoleHierarchyValidator {

  /** Maximum depth of the role hierarchy. */
  static final int MAX_DEPTH = 16;

  private final Map<String, Set<String>> parents;

  /**
   * Creates a validator.
   *
   * @param parents maps each role of the tenant to its current parents
   */
  RoleHierarchyValidator(Map<String, Set<String>> parents) {
    this.parents = parents;
  }

  /**
   * Checks new parents of a role.
   *
   * @throws ApiException 422 {@code validation_error} if they create a cycle or exceed the maximum
   *     depth
   */
  void check(String roleId, Collection<String> newParents) {
    if (ancestorsOf(newParents).contains(roleId)) {
      throw ApiException.invalid(
          "parents", "`parents` must not create a cycle: a parent inherits from this role.");
    }
    var changed = new HashMap<>(parents);
    changed.put(roleId, Set.copyOf(newParents));
    var heights = new HashMap<String, Integer>();
    int highest =
        changed.keySet().stream().mapToInt(role -> height(role, changed, heights)).max().orElse(1);
    if (highest > MAX_DEPTH) {
      throw ApiException.invalid(
          "parents", "The role hierarchy must not be deeper than " + MAX_DEPTH + " roles.");
    }
  }

  private Set<String> ancestorsOf(Collection<String> roles) {
    var seen = new HashSet<>(roles);
    var open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      for (String parent : parents.getOrDefault(open.remove(), Set.of())) {
        if (seen.add(parent)) {
          open.add(parent);
        }
      }
    }
    return seen;
  }

  /**
   * Returns the height of a role in the hierarchy, including itself. Terminates because there is no
   * cycle.
   */
  private static int height(
      String role, Map<String, Set<String>> parents, Map<String, Integer> heights) {
    var known = heights.get(role);
    if (known != null) {
      return known;
    }
    int height = 1;
    for (String parent : parents.getOrDefault(role, Set.of())) {
      height = Math.max(height, 1 + height(parent, parents, heights));
    }
    heights.put(role, height);
    return height;
  }
}
