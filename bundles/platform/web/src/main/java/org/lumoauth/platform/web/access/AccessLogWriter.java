/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.access;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.json.JsonCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the access log to the logger {@code org.lumoauth.access}. */
public final class AccessLogWriter {

  private static final Logger LOG = LoggerFactory.getLogger("org.lumoauth.access");
  private static final double NANOS_PER_MILLI = 1e6;

  private final JsonCodec json;
  private final InstantSource clock;
  private final Consumer<String> lines;

  public AccessLogWriter(JsonCodec json) {
    this(json, InstantSource.system(), LOG::info);
  }

  AccessLogWriter(JsonCodec json, InstantSource clock, Consumer<String> lines) {
    this.json = json;
    this.clock = clock;
    this.lines = lines;
  }

  /** Returns the client's address; empty if the proxy headers contradict each other. */
  public static Optional<String> address(Supplier<String> found) {
    try {
      return Optional.of(found.get());
    } catch (ApiException contradiction) {
      return Optional.empty();
    }
  }

  /** The logged data of a request. */
  public record AccessLogRequest(
      String id,
      String method,
      String route,
      Optional<String> address,
      Optional<String> tenant,
      Optional<String> clientId) {}

  /**
   * Writes one log line.
   *
   * @param nanos the duration of the request
   */
  public void write(AccessLogRequest request, int status, long nanos, long bytes) {
    Instant now = clock.instant();
    var entry =
        new AccessLogEntry(
            now.toString(),
            request.id(),
            request.method(),
            request.route(),
            status,
            Math.round(nanos / NANOS_PER_MILLI * 1e3) / 1e3,
            bytes,
            request.address().orElse(null),
            request.tenant().orElse(null),
            request.clientId().orElse(null));
    lines.accept(new String(json.write(entry), StandardCharsets.UTF_8));
  }
}
