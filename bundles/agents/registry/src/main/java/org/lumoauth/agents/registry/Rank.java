package org.lumoauth.agents.registry;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.platform.web.Exchange;

/**
 * Nobody gives an agent, or takes over from one, power over this server that they do not have: who
 * may manage agents could otherwise make one that may manage everything.
 */
final class Rank {

  private static final Set<String> SYSTEM =
      Stream.concat(
              SystemPermissions.AREAS.stream()
                  .flatMap(
                      area ->
                          Stream.of(area + SystemPermissions.READ, area + SystemPermissions.WRITE)),
              SystemPermissions.OTHERS.stream())
          .collect(Collectors.toUnmodifiableSet());

  private Rank() {}

  /**
   * Requires of the caller every permission of this server's own that is among the capabilities.
   *
   * @throws org.lumoauth.api.web.Problem 403 {@code permission_denied}
   */
  static void require(Exchange exchange, Collection<String> capabilities) {
    capabilities.stream()
        .filter(capability -> capability != null && SYSTEM.contains(capability))
        .sorted()
        .forEach(exchange::require);
  }
}
