package org.lumoauth.agents.workload.rest;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.platform.web.Exchange;

/**
 * Nobody gives a workload power over this server that they do not have: who may manage agents could
 * otherwise become one that may manage everything, by trusting a workload of their own.
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
    capabilities.stream().filter(SYSTEM::contains).sorted().forEach(exchange::require);
  }
}
