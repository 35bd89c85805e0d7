package org.lumoauth.platform.outbound;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.outbound.OutboundRequest;

/**
 * How many requests are under way at once, and for whom: one purpose, and one tenant, has half of
 * the places at most, and one tenant for one purpose a quarter: else it would take from the others
 * all that the purpose gets. An address that does not answer holds its places for as long as it is
 * waited for, and who names it chooses how many such there are.
 */
final class ConcurrencyLimits {

  private static final int OF_ONE = 2;
  private static final int OF_ONE_FOR_ONE = 4;

  private final int most;
  private final Map<ConcurrencyShare, Integer> taken = new HashMap<>();

  /** Whose places are counted together, and which part of all they are: one half, one quarter. */
  private record ConcurrencyShare(Optional<String> purpose, Optional<String> tenant, int part) {}

  ConcurrencyLimits(int most) {
    this.most = most;
  }

  /** A place that was taken, until it is closed. */
  interface ConcurrencyPermit extends AutoCloseable {
    @Override
    void close();
  }

  /** A place for a request; empty if there is none for it. */
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

  /** One at least. */
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
