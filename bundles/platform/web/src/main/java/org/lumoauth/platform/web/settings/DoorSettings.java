package org.lumoauth.platform.web.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.lumoauth.api.web.BaseUrl;
import org.lumoauth.platform.web.AddressRanges;
import org.lumoauth.platform.web.limit.LimitRule;
import org.lumoauth.platform.web.limit.RateLimiter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;

/**
 * The settings in force: the environment before the configuration, the configuration before
 * defaults.
 */
@Component(
    service = {DoorSettings.class, BaseUrl.class},
    configurationPid = WebConfig.PID)
@Designate(ocd = WebConfig.class)
public final class DoorSettings implements BaseUrl {

  /**
   * @param baseUrl without a trailing slash
   * @param maxBodyBytes the largest request body of an operation that takes large ones
   * @param defaultBodyBytes the largest of every other operation
   * @param bodyBudget bounds the bodies of all requests together
   * @param trustedProxies whose word about the peer's address is taken
   * @param forwardingHeader in which they report the client's address
   * @param certificateHeader in which they pass on the certificate of a TLS client; empty: none
   * @param strictTransportSecurity the header of this name over TLS
   * @param limiter counts requests
   * @param accessLog whether requests have a line in the access log
   */
  public record Values(
      String baseUrl,
      int maxBodyBytes,
      int defaultBodyBytes,
      BodyBudget bodyBudget,
      AddressRanges trustedProxies,
      ForwardingHeader forwardingHeader,
      String certificateHeader,
      StrictTransportSecurity strictTransportSecurity,
      RateLimiter limiter,
      boolean accessLog) {

    /** The largest body of an operation. */
    public int bodyBytes(boolean large) {
      return large ? maxBodyBytes : Math.min(defaultBodyBytes, maxBodyBytes);
    }

    /** Whether people reach the server by TLS. */
    public boolean secure() {
      return baseUrl.startsWith("https:");
    }

    /** The value of Strict-Transport-Security; empty over plain HTTP (RFC 6797 section 7.2). */
    public String transportSecurity() {
      return secure() ? strictTransportSecurity.value() : "";
    }
  }

  private final Map<String, String> environment;
  private volatile Values values;
  private volatile int maxExports = WebConfig.MAX_EXPORTS;

  @Activate
  public DoorSettings(WebConfig config) {
    this(config, System.getenv());
  }

  DoorSettings(WebConfig config, Map<String, String> environment) {
    this.environment = environment;
    // No other base URL may stand in for a wrong one: it names the server in every token.
    Values defaults =
        new Values(
            baseUrl(config),
            WebConfig.MAX_BODY_BYTES,
            WebConfig.DEFAULT_BODY_BYTES,
            BodyBudget.of(0),
            AddressRanges.of(),
            ForwardingHeader.ANY,
            "",
            StrictTransportSecurity.STANDARD,
            limiter(WebConfig.RATE_LIMITS),
            false);
    values = takeOver(config, defaults);
  }

  @Modified
  void modified(WebConfig config) {
    values = takeOver(config, values);
  }

  private Values takeOver(WebConfig config, Values kept) {
    maxExports = Takeover.of("maxExports", () -> atLeastOne(config.maxExports()), maxExports);
    return new Values(
        Takeover.of("baseUrl", () -> baseUrl(config), kept.baseUrl()),
        Takeover.of("maxBodyBytes", config::maxBodyBytes, kept.maxBodyBytes()),
        Takeover.of(
            "defaultBodyBytes", () -> positive(config.defaultBodyBytes()), kept.defaultBodyBytes()),
        Takeover.of(
            "bodyBudgetBytes",
            () -> kept.bodyBudget().resize(config.bodyBudgetBytes()),
            kept.bodyBudget()),
        Takeover.of(
            "trustedProxies",
            () -> AddressRanges.of(config.trustedProxies()),
            kept.trustedProxies()),
        Takeover.of(
            "forwardingHeader",
            () -> ForwardingHeader.parse(config.forwardingHeader()),
            kept.forwardingHeader()),
        config.clientCertificateHeader().strip(),
        Takeover.of(
            "strictTransportSecurity",
            () -> StrictTransportSecurity.of(config),
            kept.strictTransportSecurity()),
        Takeover.of("rateLimits", () -> limiter(config.rateLimits()), kept.limiter()),
        Takeover.of("accessLog", config::accessLog, kept.accessLog()));
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
            .map(LimitRule::parse)
            .toList(),
        System::nanoTime);
  }

  /** The settings as they are now. */
  public Values values() {
    return values;
  }

  /** The largest number of exports at the same time. */
  public int maxExports() {
    return maxExports;
  }

  @Override
  public String value() {
    return values.baseUrl();
  }

  private String baseUrl(WebConfig config) {
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
        "The base URL (LUMOAUTH_BASE_URL, else baseUrl in etc/"
            + WebConfig.PID
            + ".cfg) is http(s)://host[:port][/path], not: "
            + configured);
  }

  /** An address that stands for all of the machine's is reached on this machine by loopback. */
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
