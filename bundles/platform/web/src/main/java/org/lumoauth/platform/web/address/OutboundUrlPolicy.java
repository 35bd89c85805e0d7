/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.address;

import java.net.URI;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.web.ApiException;

/** Checks URLs from configuration or requests that the server calls later. */
public final class OutboundUrlPolicy {
  private OutboundUrlPolicy() {}

  /**
   * Rejects a URL that must not be called as written. A host that resolves to an internal address
   * is rejected when the URL is called.
   *
   * @param member the member that contained the URL
   * @throws ApiException 422 {@code validation_error} naming the member
   */
  public static void require(OutboundHttpClient http, String member, URI address) {
    try {
      http.requireAllowedUrl(address);
    } catch (OutboundException e) {
      throw ApiException.invalid(
          member,
          member
              + " must be an https URL and must not point to this host or a private "
              + "network.");
    }
  }
}
