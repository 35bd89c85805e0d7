/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.signature;

import org.lumoauth.api.authn.HttpRequestView;

/**
 * A request to be verified.
 *
 * @param view the received request
 * @param body its body, byte for byte
 */
public record AAuthSignedRequest(HttpRequestView view, byte[] body) {

  /** Creates the request with its received body. */
  public static AAuthSignedRequest of(HttpRequestView view) {
    return new AAuthSignedRequest(view, view.body());
  }
}
