/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.lumoauth.api.web.BaseUrlProvider;
import org.lumoauth.platform.web.address.IpAddressRanges;
import org.lumoauth.platform.web.limit.RateLimitRule;
import org.lumoauth.platform.web.limit.RateLimiter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;

/**
 * The effective settings. The environment has precedence over the configuration, and the
 * configuration over the defaults.
 */
@Component(
    service = {HttpServerSettings.class, BaseUrlProvider.class},
    configurationPid = WebServerConfig.PID)
@Designate(ocd = WebServerConfig.class)
public final class HttpServerSettings implements BaseUrlProvider {

  /**
   * @param baseUrl without a trailing slash
   * @param maxBodyBytes the maximum request body of operations with large bodies
   * @param defaultBodyBytes the maximum request body of all other operations
   * @param bodyBudget limits the bodies of all requests together
   * @param trustedProxies the proxies with trusted forwarding headers
   * @param forwardingHeader the header in which they report the client's address
   * @param certificateHeader the header in which they pass on the TLS client certificate; empty for
   *     none
   * @param strictTransportSecurity the header of this name over TLS
   * @param limiter counts requests
   * @param accessLog whether requests are written to the access log
   */
  public record Values(
      String baseUrl,
      int maxBodyBytes,
      int defaultBodyBytes,
      RequestBodyBudget bodyBudget,
      IpAddressRanges trustedProxies,
      ForwardingHeader forwardingHeader,
      String certificateHeader,
      StrictTransportSecurity strictTransportSecurity,
      RateLimiter limiter,
      boolean accessLog) {

    /** Returns the maximum body of an operation. */
    public int bodyBytes(boolean large) {
      return large ? maxBodyBytes : Math.min(defaultBodyBytes, maxBodyBytes);
    }

    /** Returns whether the public base URL uses TLS. */
    public boolean isSecure() {
      return baseUrl.startsWith("https:");
    }

    /**
     * Returns the value of Strict-Transport-Security; empty over plain HTTP (RFC 6797 section 7.2).
     */
    public String transportSecurity() {
      return isSecure() ? strictTransportSecurity.value() : "";
    }
  }

  private final Map<String, String> environment;
  private volatile Values values;
  private volatile int maxExports = WebServerConfig.MAX_EXPORTS;

  @Activate
  public HttpServerSettings(WebServerConfig config) {
    this(config, System.getenv());
  }

  HttpServerSettings(WebServerConfig config, Map<String, String> environment) {
    this.environment = environment;
    // An invalid base URL has no fallback, because it identifies the server in every token.
    Values defaults =
        new Values(
            baseUrl(config),
            WebServerConfig.MAX_BODY_BYTES,
            WebServerConfig.DEFAULT_BODY_BYTES,
            RequestBodyBudget.of(0),
            IpAddressRanges.of(),
            ForwardingHeader.ANY,
            "",
            StrictTransportSecurity.STANDARD,
            limiter(WebServerConfig.RATE_LIMITS),
            false);
    values = takeOver(config, defaults);
  }

  @Modified
  void modified(WebServerConfig config) {
    values = takeOver(config, values);
  }

  private Values takeOver(WebServerConfig config, Values kept) {
    maxExports =
        LastValidSettingReader.readOrKeep(
            "maxExports", () -> atLeastOne(config.maxExports()), maxExports);
    return new Values(
        LastValidSettingReader.readOrKeep("baseUrl", () -> baseUrl(config), kept.baseUrl()),
        LastValidSettingReader.readOrKeep(
            "maxBodyBytes", config::maxBodyBytes, kept.maxBodyBytes()),
        LastValidSettingReader.readOrKeep(
            "defaultBodyBytes", () -> positive(config.defaultBodyBytes()), kept.defaultBodyBytes()),
        LastValidSettingReader.readOrKeep(
            "bodyBudgetBytes",
            () -> kept.bodyBudget().resize(config.bodyBudgetBytes()),
            kept.bodyBudget()),
        LastValidSettingReader.readOrKeep(
            "trustedProxies",
            () -> IpAddressRanges.of(config.trustedProxies()),
            kept.trustedProxies()),
        LastValidSettingReader.readOrKeep(
            "forwardingHeader",
            () -> ForwardingHeader.parse(config.forwardingHeader()),
            kept.forwardingHeader()),
        config.clientCertificateHeader().strip(),
        LastValidSettingReader.readOrKeep(
            "strictTransportSecurity",
            () -> StrictTransportSecurity.of(config),
            kept.strictTransportSecurity()),
        LastValidSettingReader.readOrKeep(
            "rateLimits", () -> limiter(config.rateLimits()), kept.limiter()),
        LastValidSettingReader.readOrKeep("accessLog", config::accessLog, kept.accessLog()));
  }

  private static int positive(int bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("must be a positive number of bytes");
    }
    return bytes;
  }

  private static int atLeastOne(int exports) {
    if (exports < 1) {
      throw new IllegalArgumentException("maxExports must be at least 1");
    }
    return exports;
  }

  private static RateLimiter limiter(String... rules) {
    return new RateLimiter(
        Stream.of(String.join(",", rules).split(","))
            .filter(text -> !text.isBlank())
            .map(RateLimitRule::parse)
            .toList(),
        System::nanoTime);
  }

  /** Returns the current settings. */
  public Values values() {
    return values;
  }

  /** Returns the maximum number of concurrent exports. */
  public int maxExports() {
    return maxExports;
  }

  @Override
  public String value() {
    return values.baseUrl();
  }

  private String baseUrl(WebServerConfig config) {
    String configured = setting("LUMOAUTH_BASE_URL").orElse(config.baseUrl()).strip();
    if (configured.isEmpty()) {
      String bind = setting("LUMOAUTH_BIND").orElse(config.bind());
      String port = setting("LUMOAUTH_HTTP_PORT").orElseGet(() -> String.valueOf(config.port()));
      return "http://" + reachable(bind) + ":" + port;
    }
    URI uri = uri(configured);
    boolean plain =
        ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
            && uri.getHost() != null
            && uri.getRawQuery() == null
            && uri.getRawFragment() == null
            && uri.getRawUserInfo() == null;
    if (!plain) {
      throw noBaseUrl(configured);
    }
    return configured.replaceAll("/+$", "");
  }

  private static URI uri(String configured) {
    try {
      return new URI(configured);
    } catch (URISyntaxException e) {
      throw noBaseUrl(configured);
    }
  }

  private static IllegalArgumentException noBaseUrl(String configured) {
    return new IllegalArgumentException(
        "The base URL (LUMOAUTH_BASE_URL, or baseUrl in etc/"
            + WebServerConfig.PID
            + ".cfg) must have the form http(s)://host[:port][/path], not: "
            + configured);
  }

  /** A wildcard address is reached on this machine by loopback. */
  private static String reachable(String bind) {
    return switch (bind) {
      case "0.0.0.0", "::", "[::]" -> "127.0.0.1";
      default -> bind.contains(":") && !bind.startsWith("[") ? "[" + bind + "]" : bind;
    };
  }

  private Optional<String> setting(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }
}
