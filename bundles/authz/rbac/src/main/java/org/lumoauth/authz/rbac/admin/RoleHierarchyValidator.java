package org.lumoauth.authz.rbac.admin;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.web.ApiException;

/**
 * That roles inherit from one another without a circle and not too deep. To be asked while the
 * tenant's changes are locked: two changes that are each right could together close a circle.
 */
final class RoleHierarchyValidator {

  /** How many roles may stand one above the other. */
  static final int MAX_DEPTH = 16;

  private final Map<String, Set<String>> parents;

  /**
   * @param parents role to its parents, of the whole tenant, as they are now
   */
  RoleHierarchyValidator(Map<String, Set<String>> parents) {
    this.parents = parents;
  }

  /**
   * Checks new parents for a role.
   *
   * @throws ApiException 422 {@code validation_error} if they close a circle or stand too high
   */
  void check(String roleId, Collection<String> newParents) {
    if (ancestorsOf(newParents).contains(roleId)) {
      throw ApiException.invalid(
          "parents",
          "Roles can't inherit from each other in a circle: a parent inherits this role.");
    }
    var changed = new HashMap<>(parents);
    changed.put(roleId, Set.copyOf(newParents));
    var heights = new HashMap<String, Integer>();
    int highest =
        changed.keySet().stream().mapToInt(role -> height(role, changed, heights)).max().orElse(1);
    if (highest > MAX_DEPTH) {
      throw ApiException.invalid(
          "parents", "At most " + MAX_DEPTH + " roles can stand one above the other.");
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

  /** How many roles stand above, this one counted. Ends because there is no circle. */
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
