package org.lumoauth.api.authz;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names of the permissions that the server itself asks for. Each area of the administration has
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

  /** To see what is kept in an area: appended to its name. */
  public static final String READ = ".read";

  /** To change what is kept in an area: appended to its name. */
  public static final String WRITE = ".write";

  /** To ask what somebody else may do. */
  public static final String AUTHZ_CHECK = "authz.check";

  /** To see the policies behind a decision. */
  public static final String POLICIES_VIEW = "policies.view";

  /** To manage settings of the whole tenant. */
  public static final String SETTINGS_MANAGE = "settings.manage";

  /** To approve requests for permissions that are granted for a short time. */
  public static final String JIT_APPROVE = "jit.approve";

  /** Those that belong to no area. */
  public static final List<String> OTHERS =
      List.of(AUTHZ_CHECK, POLICIES_VIEW, SETTINGS_MANAGE, JIT_APPROVE);

  private static final Set<String> ALL =
      Stream.concat(
              OTHERS.stream(), AREAS.stream().flatMap(area -> Stream.of(area + READ, area + WRITE)))
          .collect(Collectors.toUnmodifiableSet());

  private SystemPermissions() {}

  /**
   * The permissions of this server's own administration that a credential's scope, or an agent's
   * capability, stands for. Who gives it to a client or an agent, or takes one over that has it,
   * must hold them all: who may manage clients could otherwise make one that may manage everything.
   *
   * @param scope one scope token (RFC 6749 section 3.3)
   * @return empty for a scope that is an application's own
   */
  public static Set<String> permissionsOf(String scope) {
    if (ALL.contains(scope)) {
      return Set.of(scope); // a permission's own name covers itself
    }
    return switch (scope) {
      case "authz:check" -> Set.of(AUTHZ_CHECK);
      case "introspect" -> Set.of("sessions" + READ); // tells of all tokens, as their list does
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
        : ALL; // admin, admin:write, and what looks like it
  }

  /** Whether a credential's scope stands for permissions of this server's own administration. */
  public static boolean isAdministrative(String scope) {
    return scope.equals("admin")
        || scope.startsWith("admin:")
        || scope.startsWith("admin.")
        || scope.startsWith("ssf.")
        || scope.equals("authz:check")
        || ALL.contains(scope);
  }
}
