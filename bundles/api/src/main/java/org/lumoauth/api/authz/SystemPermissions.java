/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.authz;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names of the permissions that the server itself checks. Each area of the administration has
 * {@code <area>.read} and {@code <area>.write}.
 */
public final class SystemPermissions {

  /** The areas of the administration. */
  public static final List<String> AREAS =
      List.of(
          "users",
          "groups",
          "roles",
          "permissions",
          "policies",
          "agents",
          "clients",
          "audit",
          "apikeys",
          "settings",
          "sessions",
          "keys",
          "relations");

  /** The suffix of an area's permission to view its objects. */
  public static final String READ = ".read";

  /** The suffix of an area's permission to change its objects. */
  public static final String WRITE = ".write";

  /** Check what another subject may do. */
  public static final String AUTHZ_CHECK = "authz.check";

  /** View the policies behind a decision. */
  public static final String POLICIES_VIEW = "policies.view";

  /** Manage the settings of the whole tenant. */
  public static final String SETTINGS_MANAGE = "settings.manage";

  /** Approve requests for temporary permissions. */
  public static final String JIT_APPROVE = "jit.approve";

  /** The permissions that belong to no area. */
  public static final List<String> OTHERS =
      List.of(AUTHZ_CHECK, POLICIES_VIEW, SETTINGS_MANAGE, JIT_APPROVE);

  private static final Set<String> ALL =
      Stream.concat(
              OTHERS.stream(), AREAS.stream().flatMap(area -> Stream.of(area + READ, area + WRITE)))
          .collect(Collectors.toUnmodifiableSet());

  private SystemPermissions() {}

  /**
   * Returns the administrative permissions of this server that a credential's scope, or an agent's
   * capability, includes. Giving it to a client or an agent, or taking over a client or an agent
   * that has it, requires all of these permissions. Otherwise a manager of clients could create a
   * client with more permissions than their own.
   *
   * @param scope one scope token (RFC 6749 section 3.3)
   * @return empty for an application's own scope
   */
  public static Set<String> permissionsOf(String scope) {
    if (ALL.contains(scope)) {
      return Set.of(scope); // The name of a permission includes itself.
    }
    return switch (scope) {
      case "authz:check" -> Set.of(AUTHZ_CHECK);
      case "introspect" ->
          Set.of("sessions" + READ); // Introspection reveals the same tokens as their list.
      case "ssf.read" -> Set.of("settings" + READ);
      default -> scope.startsWith("ssf.") ? Set.of(SETTINGS_MANAGE) : ofAdministrators(scope);
    };
  }

  private static Set<String> ofAdministrators(String scope) {
    if (!isAdministrative(scope)) {
      return Set.of();
    }
    String[] parts = scope.split(":", -1);
    if (parts.length == 2 && parts[1].equals("read")) {
      return AREAS.stream().map(area -> area + READ).collect(Collectors.toUnmodifiableSet());
    }
    if (parts.length == 3 && parts[2].equals("read")) {
      return Set.of(parts[1] + READ);
    }
    boolean oneArea =
        parts.length == 3
            ? parts[2].equals("write")
            : parts.length == 2 && !parts[1].equals("write");
    return oneArea
        ? Set.of(parts[1] + READ, parts[1] + WRITE)
        : ALL; // admin, admin:write and unknown scopes of that form.
  }

  /** Returns whether a credential's scope includes administrative permissions of this server. */
  public static boolean isAdministrative(String scope) {
    return scope.equals("admin")
        || scope.startsWith("admin:")
        || scope.startsWith("admin.")
        || scope.startsWith("ssf.")
        || scope.equals("authz:check")
        || ALL.contains(scope);
  }
}
