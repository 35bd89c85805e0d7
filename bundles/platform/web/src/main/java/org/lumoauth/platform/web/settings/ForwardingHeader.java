package org.lumoauth.platform.web.settings;

import java.util.Arrays;

/** The header in which trusted proxies report the address of the client. */
public enum ForwardingHeader {
  /** The one that the request has. If it has both, they must name the same client. */
  ANY(""),
  /** RFC 7239. */
  FORWARDED("Forwarded"),
  X_FORWARDED_FOR("X-Forwarded-For");

  private final String headerName;

  ForwardingHeader(String headerName) {
    this.headerName = headerName;
  }

  /** The name of the header. */
  public String headerName() {
    return headerName;
  }

  /** Whether this setting lets the given header be read. */
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
