/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.settings;

/**
 * The Strict-Transport-Security header (RFC 6797). Subdomains and preload lists affect hosts beyond
 * this server and cannot be undone quickly, so both are off by default.
 *
 * @param value the header value
 */
public record StrictTransportSecurity(String value) {

  /** The default: this host for one year. */
  static final StrictTransportSecurity STANDARD =
      new StrictTransportSecurity("max-age=" + WebServerConfig.HSTS_MAX_AGE_SECONDS);

  static StrictTransportSecurity of(WebServerConfig config) {
    long seconds = config.hstsMaxAgeSeconds();
    if (seconds < 0) {
      throw new IllegalArgumentException("hstsMaxAgeSeconds must be 0 or more, not: " + seconds);
    }
    boolean preloadable =
        config.hstsIncludeSubDomains() && seconds >= WebServerConfig.HSTS_MAX_AGE_SECONDS;
    if (config.hstsPreload() && !preloadable) {
      throw new IllegalArgumentException(
          "hstsPreload requires hstsIncludeSubDomains = true and hstsMaxAgeSeconds "
              + "of at least "
              + WebServerConfig.HSTS_MAX_AGE_SECONDS);
    }
    return new StrictTransportSecurity(
        "max-age="
            + seconds
            + (config.hstsIncludeSubDomains() ? "; includeSubDomains" : "")
            + (config.hstsPreload() ? "; preload" : ""));
  }
}
