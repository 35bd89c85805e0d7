package org.lumoauth.platform.web.exchange;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.servlet.http.HttpServletRequest;
import org.lumoauth.platform.web.AddressRanges;

/** The peer's address: the last one in X-Forwarded-For that no trusted proxy stands for. */
final class Peer {
  private Peer() {}

  static String of(HttpServletRequest request, AddressRanges trustedProxies) {
    String address = request.getRemoteAddr();
    if (!trustedProxies.contains(address)) {
      return address;
    }
    List<String> hops = new ArrayList<>();
    for (String header : Collections.list(request.getHeaders("X-Forwarded-For"))) {
      hops.addAll(List.of(header.split(",")));
    }
    for (int i = hops.size() - 1; i >= 0 && trustedProxies.contains(address); i--) {
      String hop = hops.get(i).strip();
      if (!hop.matches("[0-9a-fA-F:.\\[\\]]{2,47}")) {
        break;
      }
      address = hop;
    }
    return address;
  }
}
