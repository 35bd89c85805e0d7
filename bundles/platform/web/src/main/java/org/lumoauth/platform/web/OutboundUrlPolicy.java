package org.lumoauth.platform.web;

import java.net.URI;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.web.ApiException;

/** Addresses that somebody gives us to ask later. */
public final class OutboundUrlPolicy {
  private OutboundUrlPolicy() {}

  /**
   * Refuses one that may not be asked as it is written. What resolves to an address inside is
   * refused when it is asked.
   *
   * @param member the name by which it was given
   * @throws ApiException 422 {@code validation_error} naming the member
   */
  public static void require(OutboundHttpClient http, String member, URI address) {
    try {
      http.requireAllowedUrl(address);
    } catch (OutboundException e) {
      throw ApiException.invalid(
          member,
          member + " is https, and not an address of this machine or of a private network.");
    }
  }
}
