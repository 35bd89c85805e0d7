package org.lumoauth.platform.outbound;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.outbound.OutboundRequest;

/**
 * How many requests are under way at once, and for whom: one purpose, and one tenant, has half of
 * the places at most. An address that does not answer holds its places for as long as it is waited
 * for, and who names it chooses how many such there are.
 */
final class Places {

  private static final int SHARES = 2;

  private final int most;
  private final int mostOfOne;
  private final Map<Share, Integer> taken = new HashMap<>();

  /** Whose places are counted together; all of them are nobody's share. */
  private record Share(String kind, String name) {}

  private static final Share ALL = new Share("", "");

  Places(int most) {
    this.most = most;
    this.mostOfOne = (most + SHARES - 1) / SHARES;
  }

  /** A place that was taken, until it is closed. */
  interface Place extends AutoCloseable {
    @Override
    void close();
  }

  /** A place for a request; empty if there is none for it. */
  synchronized Optional<Place> take(OutboundRequest request) {
    List<Share> shares = shares(request);
    for (Share share : shares) {
      if (taken.getOrDefault(share, 0) >= (share.equals(ALL) ? most : mostOfOne)) {
        return Optional.empty();
      }
    }
    shares.forEach(share -> taken.merge(share, 1, Integer::sum));
    return Optional.of(() -> leave(shares));
  }

  private synchronized void leave(List<Share> shares) {
    shares.forEach(share -> taken.computeIfPresent(share, (of, n) -> n == 1 ? null : n - 1));
  }

  private static List<Share> shares(OutboundRequest request) {
    List<Share> shares = new ArrayList<>();
    shares.add(ALL);
    shares.add(new Share("purpose", request.purpose()));
    request.tenantId().ifPresent(tenant -> shares.add(new Share("tenant", tenant)));
    return shares;
  }
}
