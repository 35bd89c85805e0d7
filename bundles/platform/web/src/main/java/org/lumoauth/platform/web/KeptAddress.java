package org.lumoauth.platform.web;

import java.net.URI;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundHttp;
import org.lumoauth.api.web.Problem;

/** Addresses that somebody gives us to ask later. */
public final class KeptAddress {
  private KeptAddress() {}

  /**
   * Refuses one that may not be asked as it is written. What resolves to an address inside is
   * refused when it is asked.
   *
   * @param member the name by which it was given
   * @throws Problem 422 {@code validation_error} naming the member
   */
  public static void require(OutboundHttp http, String member, URI address) {
    try {
      http.check(address);
    } catch (OutboundException e) {
      throw Problem.invalid(
          member,
          member + " is https, and not an address of this machine or of a private network.");
    }
  }
}
