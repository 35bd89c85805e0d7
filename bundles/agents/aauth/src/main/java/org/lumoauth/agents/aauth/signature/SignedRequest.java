package org.lumoauth.agents.aauth.signature;

import org.lumoauth.api.authn.RequestView;

/**
 * A request as it is verified.
 *
 * @param view how it came
 * @param body its body, byte for byte
 */
public record SignedRequest(RequestView view, byte[] body) {

  /** With the body that came with it. */
  public static SignedRequest of(RequestView view) {
    return new SignedRequest(view, view.body());
  }
}
