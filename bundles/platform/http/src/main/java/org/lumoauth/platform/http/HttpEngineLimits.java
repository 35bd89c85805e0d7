/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.http;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The effective limits. A value out of range is logged, and the default applies. */
@Component(
    service = HttpEngineLimits.class,
    configurationPid = {HttpEngineConfig.PID, HttpEngineLimits.WEB_PID})
public final class HttpEngineLimits {
  private static final Logger LOG = LoggerFactory.getLogger(HttpEngineLimits.class);

  /** The front controller's settings, from which the engine reads {@code maxBodyBytes}. */
  static final String WEB_PID = "org.lumoauth.platform.web";

  private static final String BODY_BYTES = "maxBodyBytes";
  private static final int DEFAULT_BODY_BYTES = 1_048_576;
  private static final int MOST = 1_000_000;

  /**
   * @param maxConnections the maximum number of open connections
   * @param workerThreads the number of threads that handle requests
   * @param idleTimeout how long a connection may be idle
   * @param bodyTimeout the time within which a body must arrive
   * @param maxBodyBytes the maximum size of a request body
   * @param maxBufferedBodyBytes the maximum total size of bodies in memory
   * @param streamedBodyTimeout the time within which a streamed body must arrive
   */
  public record Values(
      int maxConnections,
      int workerThreads,
      Duration idleTimeout,
      Duration bodyTimeout,
      int maxBodyBytes,
      long maxBufferedBodyBytes,
      Duration streamedBodyTimeout) {}

  private Consumer<Values> listener = values -> {};
  private volatile Values values;

  @Activate
  public HttpEngineLimits(HttpEngineConfig config, Map<String, Object> properties) {
    values = read(config, properties);
  }

  @Modified
  synchronized void modified(HttpEngineConfig config, Map<String, Object> properties) {
    values = read(config, properties);
    listener.accept(values);
  }

  public Values values() {
    return values;
  }

  /** Registers the only listener for changes. It must return without blocking. */
  synchronized void onChange(Consumer<Values> changed) {
    listener = changed;
    changed.accept(values);
  }

  private static Values read(HttpEngineConfig config, Map<String, Object> properties) {
    return new Values(
        (int) within("maxConnections", config.maxConnections(), 16, MOST, 4096),
        (int) within("workerThreads", config.workerThreads(), 4, 10_000, 200),
        seconds("idleTimeoutSeconds", config.idleTimeoutSeconds(), 30),
        seconds("bodyTimeoutSeconds", config.bodyTimeoutSeconds(), 60),
        bodyBytes(properties.get(BODY_BYTES)),
        within(
            "maxBufferedBodyBytes",
            config.maxBufferedBodyBytes(),
            1024 * 1024,
            Long.MAX_VALUE,
            64L * 1024 * 1024),
        seconds("streamedBodyTimeoutSeconds", config.streamedBodyTimeoutSeconds(), 600));
  }

  private static Duration seconds(String key, int seconds, int otherwise) {
    return Duration.ofSeconds(within(key, seconds, 1, 86_400, otherwise));
  }

  private static long within(String key, long value, long least, long most, long otherwise) {
    if (value >= least && value <= most) {
      return value;
    }
    LOG.error(
        "setting_refused file=etc/{}.cfg key={} problem=\"{} must be between {} and {}, not {}\";"
            + " the default {} applies",
        HttpEngineConfig.PID,
        key,
        key,
        least,
        most,
        value,
        otherwise);
    return otherwise;
  }

  /** The front controller reports a malformed value; here the default applies silently. */
  private static int bodyBytes(Object configured) {
    if (configured == null) {
      return DEFAULT_BODY_BYTES;
    }
    try {
      int bytes = Integer.parseInt(configured.toString().strip());
      return Math.max(0, Math.min(bytes, Integer.MAX_VALUE - 16));
    } catch (NumberFormatException e) {
      return DEFAULT_BODY_BYTES;
    }
  }
}
