/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The addresses and ports on which the engine listens.
 *
 * @param addresses the addresses of this machine
 * @param port the port of plain HTTP, unless it is disabled
 * @param securePort the port of TLS, if it is enabled
 * @param tls the TLS settings, if it is enabled
 */
record ListenSettings(
    List<String> addresses, OptionalInt port, OptionalInt securePort, Optional<TlsSettings> tls) {

  /** The PID of these settings, which OSGi HTTP servers commonly use for TLS. */
  static final String PID = "org.ops4j.pax.web";

  static ListenSettings of(Map<String, Object> properties) {
    ConfigurationReader settings = new ConfigurationReader(properties);
    boolean plain = settings.readFlag("org.osgi.service.http.enabled", true);
    boolean secure = settings.readFlag("org.osgi.service.http.secure.enabled", false);
    return new ListenSettings(
        settings.readList("org.ops4j.pax.web.listening.addresses", List.of("127.0.0.1")),
        plain
            ? OptionalInt.of(settings.readPort("org.osgi.service.http.port", 8080))
            : OptionalInt.empty(),
        secure
            ? OptionalInt.of(settings.readPort("org.osgi.service.http.port.secure", 8443))
            : OptionalInt.empty(),
        secure ? Optional.of(TlsSettings.of(settings)) : Optional.empty());
  }
}
