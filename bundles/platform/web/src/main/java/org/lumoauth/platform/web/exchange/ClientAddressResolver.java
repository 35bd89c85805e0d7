/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.exchange;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.servlet.http.HttpServletRequest;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.address.IpAddressParser;
import org.lumoauth.platform.web.address.IpAddressRanges;
import org.lumoauth.platform.web.settings.ForwardingHeader;
import org.lumoauth.platform.web.settings.HttpServerSettings;

/**
 * Determines the client's address. Starting at the peer of the connection, it follows the
 * forwarding header from the last entry to the first as long as the address reached is a trusted
 * proxy. An entry without a valid address ends the search at the proxy that reported it.
 */
public final class ClientAddressResolver {

  private ClientAddressResolver() {}

  /**
   * Returns the address in canonical form.
   *
   * @throws ApiException 400 {@code invalid_request} if a trusted proxy sends both headers, they
   *     name different clients, and the settings select neither
   */
  public static String of(HttpServletRequest request, HttpServerSettings.Values settings) {
    String peer =
        IpAddressParser.canonical(request.getRemoteAddr()).orElse(request.getRemoteAddr());
    IpAddressRanges trusted = settings.trustedProxies();
    if (!trusted.contains(peer)) {
      return peer;
    }
    Optional<String> forwarded =
        walk(request, ForwardingHeader.FORWARDED, settings, peer, ForwardingHeaderParser::of);
    Optional<String> xForwardedFor =
        walk(
            request,
            ForwardingHeader.X_FORWARDED_FOR,
            settings,
            peer,
            ForwardingHeaderParser::ofXForwardedFor);
    if (forwarded.isPresent() && xForwardedFor.isPresent() && !forwarded.equals(xForwardedFor)) {
      throw ApiException.invalidRequest(
          "The headers Forwarded and X-Forwarded-For name different clients. The proxy must remove"
              + " the header that it does not set, or forwardingHeader must select one.");
    }
    return forwarded.or(() -> xForwardedFor).orElse(peer);
  }

  /** Returns empty if the request lacks the header or the settings exclude it. */
  private static Optional<String> walk(
      HttpServletRequest request,
      ForwardingHeader header,
      HttpServerSettings.Values settings,
      String peer,
      Function<List<String>, List<Optional<String>>> parser) {
    if (!settings.forwardingHeader().includes(header)) {
      return Optional.empty();
    }
    List<String> lines = Collections.list(request.getHeaders(header.headerName()));
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    List<Optional<String>> hops = parser.apply(lines);
    String address = peer;
    for (int i = hops.size() - 1; i >= 0 && settings.trustedProxies().contains(address); i--) {
      if (hops.get(i).isEmpty()) {
        break;
      }
      address = hops.get(i).get();
    }
    return Optional.of(address);
  }
}
