/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.outbound;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.outbound.OutboundRequest;

/**
 * Limits concurrent requests in total and by purpose and tenant: one purpose and one tenant get at
 * most half of the permits, and one tenant for one purpose a quarter, because it would otherwise
 * use the whole share of the purpose. A URL that does not respond occupies its permits until the
 * timeout, and the author of the URL controls how many there are.
 */
final class OutboundConcurrencyLimiter {

  private static final int OF_ONE = 2;
  private static final int OF_ONE_FOR_ONE = 4;

  private final int most;
  private final Map<ConcurrencyShare, Integer> taken = new HashMap<>();

  /**
   * The requests that share permits, and their fraction of all permits: one half or one quarter.
   */
  private record ConcurrencyShare(Optional<String> purpose, Optional<String> tenant, int part) {}

  OutboundConcurrencyLimiter(int most) {
    this.most = most;
  }

  /** A permit that is released when closed. */
  interface ConcurrencyPermit extends AutoCloseable {
    @Override
    void close();
  }

  /** Acquires a permit for a request; empty if none is available. */
  synchronized Optional<ConcurrencyPermit> tryAcquire(OutboundRequest request) {
    List<ConcurrencyShare> shares = shares(request);
    for (ConcurrencyShare share : shares) {
      if (taken.getOrDefault(share, 0) >= mostOf(share)) {
        return Optional.empty();
      }
    }
    shares.forEach(share -> taken.merge(share, 1, Integer::sum));
    return Optional.of(() -> leave(shares));
  }

  /** At least one. */
  private int mostOf(ConcurrencyShare share) {
    return (most + share.part() - 1) / share.part();
  }

  private synchronized void leave(List<ConcurrencyShare> shares) {
    shares.forEach(share -> taken.computeIfPresent(share, (of, n) -> n == 1 ? null : n - 1));
  }

  private static List<ConcurrencyShare> shares(OutboundRequest request) {
    List<ConcurrencyShare> shares = new ArrayList<>();
    Optional<String> purpose = Optional.of(request.purpose());
    Optional<String> tenant = request.tenantId();
    shares.add(new ConcurrencyShare(Optional.empty(), Optional.empty(), 1));
    shares.add(new ConcurrencyShare(purpose, Optional.empty(), OF_ONE));
    if (tenant.isPresent()) {
      shares.add(new ConcurrencyShare(Optional.empty(), tenant, OF_ONE));
      shares.add(new ConcurrencyShare(purpose, tenant, OF_ONE_FOR_ONE));
    }
    return shares;
  }
}
