package org.lumoauth.platform.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where the engine listens.
 *
 * @param addresses the addresses of this machine
 * @param port of plain HTTP, unless it is disabled
 * @param securePort of TLS, if it is enabled
 * @param tls the settings of TLS, if it is enabled
 */
record ListenSettings(
    List<String> addresses, OptionalInt port, OptionalInt securePort, Optional<TlsSettings> tls) {

  /** The pid of these settings, by which TLS at an OSGi HTTP server is usually configured. */
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
