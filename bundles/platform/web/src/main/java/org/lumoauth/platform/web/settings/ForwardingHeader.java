/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.settings;

import java.util.Arrays;

/** The header in which trusted proxies report the address of the client. */
public enum ForwardingHeader {
  /** The header that the request has. If it has both, they must contain the same client. */
  ANY(""),
  /** RFC 7239. */
  FORWARDED("Forwarded"),
  X_FORWARDED_FOR("X-Forwarded-For");

  private final String headerName;

  ForwardingHeader(String headerName) {
    this.headerName = headerName;
  }

  /** Returns the header name. */
  public String headerName() {
    return headerName;
  }

  /** Returns whether this setting allows the given header. */
  public boolean includes(ForwardingHeader header) {
    return this == ANY || this == header;
  }

  static ForwardingHeader parse(String text) {
    return Arrays.stream(values())
        .filter(header -> header.headerName.equalsIgnoreCase(text.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "forwardingHeader must be Forwarded, X-Forwarded-For or empty, not: " + text));
  }
}
