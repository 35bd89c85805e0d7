package org.lumoauth.agents.registry;

import java.util.Collection;
import java.util.Objects;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.platform.web.Exchange;

/**
 * Nobody gives an agent, or takes over from one, power over this server that they do not have: who
 * may manage agents could otherwise make one that may manage everything.
 */
final class Rank {

  private Rank() {}

  /**
   * Requires of the caller every permission of this server's own that the capabilities stand for.
   *
   * @throws org.lumoauth.api.web.Problem 403 {@code permission_denied}
   */
  static void require(Exchange exchange, Collection<String> capabilities) {
    capabilities.stream()
        .filter(Objects::nonNull)
        .flatMap(capability -> SystemPermissions.behind(capability).stream())
        .distinct()
        .sorted()
        .forEach(exchange::require);
  }
}
