package org.lumoauth.agents.workload.rest;

import java.util.Collection;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.platform.web.Exchange;

/**
 * Nobody gives a workload power over this server that they do not have: who may manage agents could
 * otherwise become one that may manage everything, by trusting a workload of their own.
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
        .flatMap(capability -> SystemPermissions.behind(capability).stream())
        .distinct()
        .sorted()
        .forEach(exchange::require);
  }
}
