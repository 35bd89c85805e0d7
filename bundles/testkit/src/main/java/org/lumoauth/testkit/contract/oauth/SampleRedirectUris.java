/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.oauth;

import java.util.List;

/** Redirect URIs that clients register. */
final class SampleRedirectUris {

  static final List<String> ALL =
      List.of(
          "https://app.example.com/cb",
          "https://app.example.com:8443/cb?tenant=1&x=%20%3D",
          "https://app.example.com",
          "http://127.0.0.1:51004/cb", // RFC 8252 section 7.3
          "http://[::1]:51004/cb",
          "com.example.app:/cb"); // section 7.1

  private SampleRedirectUris() {}
}
