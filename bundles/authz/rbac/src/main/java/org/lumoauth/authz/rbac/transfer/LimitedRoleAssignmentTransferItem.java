/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.transfer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lumoauth.api.authz.RoleAssignmentLimits;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authz.rbac.admin.RoleAssignmentLimitsParser;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;

/**
 * A role assignment with limits in the export document.
 *
 * @param role the slug of the role
 * @param user the e-mail address of the user; empty if the role is assigned to a group
 * @param group the slug of the group; empty if the role is assigned to a user
 * @param limits the limits of the assignment
 */
record LimitedRoleAssignmentTransferItem(
    String role, Optional<String> user, Optional<String> group, RoleAssignmentLimits limits) {

  static final String KEY = "assignment";

  private static final Set<String> MEMBERS =
      Set.of(
          KEY,
          "role",
          "user",
          "group",
          "resourceType",
          "resourceId",
          "organizationId",
          "notBefore",
          "expiresAt");
  private static final int LONGEST_KEY = 1_500;
  private static final int TEXT = 512;

  /**
   * Parses an assignment.
   *
   * @throws ApiException 422 for an invalid assignment
   */
  static LimitedRoleAssignmentTransferItem read(Map<String, Object> sent) {
    var members = JsonObjectMemberReader.of(sent, MEMBERS);
    var item =
        new LimitedRoleAssignmentTransferItem(
            members.requireText("role", TEXT),
            members.text("user", TEXT),
            members.text("group", TEXT),
            RoleAssignmentLimitsParser.read(
                text(members, "resourceType"),
                text(members, "resourceId"),
                text(members, "organizationId"),
                text(members, "notBefore"),
                text(members, "expiresAt")));
    if (item.user.isPresent() == item.group.isPresent()) {
      throw ApiException.invalid(
          "user", "A role assignment with limits requires either `user` or `group`.");
    }
    if (!item.key().equals(members.requireText(KEY, LONGEST_KEY))) {
      throw ApiException.invalid(
          KEY, "`" + KEY + "` must be derived from the other members: " + item.key() + ".");
    }
    return item;
  }

  /** Returns the identifying members of the assignment: all except the times. */
  String key() {
    return Stream.of(
            Optional.of(role),
            user.or(() -> group.map(slug -> "group:" + slug)),
            limits.resourceType().map(type -> "type:" + type),
            limits.resourceId().map(id -> "id:" + id),
            limits.organizationId().map(id -> "organization:" + id))
        .flatMap(Optional::stream)
        .collect(Collectors.joining(" "));
  }

  Map<String, Object> shown() {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put(KEY, key());
    item.put("role", role);
    user.ifPresent(email -> item.put("user", email));
    group.ifPresent(slug -> item.put("group", slug));
    limits.resourceType().ifPresent(type -> item.put("resourceType", type));
    limits.resourceId().ifPresent(id -> item.put("resourceId", id));
    limits.organizationId().ifPresent(id -> item.put("organizationId", id));
    limits.notBefore().ifPresent(time -> item.put("notBefore", time.toString()));
    limits.expiresAt().ifPresent(time -> item.put("expiresAt", time.toString()));
    return item;
  }

  private static String text(JsonObjectMemberReader members, String name) {
    return members.text(name, TEXT).orElse(null);
  }
}
