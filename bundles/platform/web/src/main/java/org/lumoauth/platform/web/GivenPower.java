package org.lumoauth.platform.web;

import java.util.Collection;
import java.util.Objects;
import org.lumoauth.api.authz.SystemPermissions;

/**
 * Nobody gives a client, an agent or a workload power over this server that they do not have, or
 * takes over one that has it: who may manage agents could otherwise make one that may manage
 * everything.
 */
public final class GivenPower {

  private GivenPower() {}

  /**
   * Requires of the caller every permission that {@link SystemPermissions#behind} these stands.
   *
   * @param scopes scopes of a credential or capabilities of an agent; a null among them is none
   * @throws org.lumoauth.api.web.Problem 403 {@code permission_denied} for the first that is
   *     missing
   */
  public static void require(Exchange exchange, Collection<String> scopes) {
    scopes.stream()
        .filter(Objects::nonNull)
        .flatMap(scope -> SystemPermissions.behind(scope).stream())
        .distinct()
        .sorted()
        .forEach(exchange::require);
  }
}
