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

  /** Whether a credential's scope stands for permissions of this server's own administration. */
  public static boolean administers(String scope) {
    return scope.equals("admin")
        || scope.startsWith("admin:")
        || scope.startsWith("admin.")
        || scope.startsWith("ssf.")
        || scope.equals("authz:check")
        || ALL.contains(scope);
  }
}
