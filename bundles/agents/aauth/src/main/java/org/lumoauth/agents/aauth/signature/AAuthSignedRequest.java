package org.lumoauth.agents.aauth.signature;

import org.lumoauth.api.authn.HttpRequestView;

/**
 * A request as it is verified.
 *
 * @param view how it came
 * @param body its body, byte for byte
 */
public record AAuthSignedRequest(HttpRequestView view, byte[] body) {

  /** With the body that came with it. */
  public static AAuthSignedRequest of(HttpRequestView view) {
    return new AAuthSignedRequest(view, view.body());
  }
}
