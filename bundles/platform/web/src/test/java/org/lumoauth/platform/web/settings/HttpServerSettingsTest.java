/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.service.component.ComponentException;

class HttpServerSettingsTest {

  private static String baseUrl(String configured, Map<String, String> environment) {
    return new HttpServerSettings(new Config(configured), environment).value();
  }

  @Test
  void usesLoopbackBaseUrlByDefault() {
    assertEquals("http://127.0.0.1:8080", baseUrl("", Map.of()));
  }

  @Test
  void readsAddressAndPortFromEnvironment() {
    assertEquals(
        "http://10.1.2.3:9000",
        baseUrl("", Map.of("LUMOAUTH_BIND", "10.1.2.3", "LUMOAUTH_HTTP_PORT", "9000")));
  }

  @Test
  void usesLoopbackBaseUrlForWildcardAddress() {
    assertEquals("http://127.0.0.1:8080", baseUrl("", Map.of("LUMOAUTH_BIND", "0.0.0.0")));
  }

  @Test
  void enclosesIpv6AddressInBrackets() {
    assertEquals("http://[::1]:8080", baseUrl("", Map.of("LUMOAUTH_BIND", "::1")));
  }

  @Test
  void dropsATrailingSlash() {
    assertEquals("https://id.example.com", baseUrl("https://id.example.com/", Map.of()));
  }

  @Test
  void prefersEnvironmentToConfiguration() {
    assertEquals(
        "https://env.example.com",
        baseUrl("https://cfg.example.com", Map.of("LUMOAUTH_BASE_URL", "https://env.example.com")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id.example.com",
        "ftp://id.example.com",
        "https://u:p@id.example.com",
        "https://id.example.com?x",
        "https://id.example.com#x",
        "https:///x",
        "ftp://x y"
      })
  void rejectsInvalidBaseUrl(String text) {
    assertThrows(IllegalArgumentException.class, () -> baseUrl(text, Map.of()));
  }

  @Test
  void retainsBaseUrlIfNewOneIsInvalid() {
    var settings = new HttpServerSettings(new Config("https://id.example.com"), Map.of());
    settings.modified(new Config("id.example.com"));

    assertEquals("https://id.example.com", settings.value());
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/x", "proxy.example.com"})
  void retainsTrustedProxiesIfNewOnesAreInvalid(String text) {
    var settings = new HttpServerSettings(new Config("").trusting("10.0.0.0/8"), Map.of());
    settings.modified(new Config("").trusting(text));

    assertTrue(settings.values().trustedProxies().contains("10.1.2.3"));
  }

  @Test
  void usesDefaultsIfConfigurationIsInvalid() {
    var settings =
        new HttpServerSettings(new Config("").trusting("10.0.0.0/33").wrong(true), Map.of());

    assertTrue(settings.values().trustedProxies().isEmpty());
    assertEquals(1_048_576, settings.values().maxBodyBytes());
    assertEquals(4, settings.maxExports());
    assertEquals(
        600,
        settings
            .values()
            .limiter()
            .rules("GET", "/t/{tenant}/api/v1/oauth/authorize")
            .ip()
            .orElseThrow()
            .count());
  }

  @Test
  void appliesValidSettingsBesideInvalidOnes() {
    var settings = new HttpServerSettings(new Config(""), Map.of());
    settings.modified(new Config("").trusting("10.0.0.0/8").wrong(true));

    assertTrue(settings.values().trustedProxies().contains("10.1.2.3"));
    assertEquals(1024, settings.values().maxBodyBytes());
  }

  @Test
  void appliesDefaultAndLargeBodyLimits() {
    var settings = new HttpServerSettings(new Config(""), Map.of());

    assertEquals(512, settings.values().bodyBytes(false));
    assertEquals(1024, settings.values().bodyBytes(true));
  }

  @Test
  void retainsBodyBudgetIfSizeIsUnchanged() {
    var settings = new HttpServerSettings(new Config(""), Map.of());
    var before = settings.values().bodyBudget();
    settings.modified(new Config(""));

    assertSame(before, settings.values().bodyBudget());
  }

  @Test
  void defaultsBodyBudgetToFractionOfHeap() {
    var settings = new HttpServerSettings(new Config("").wrong(true), Map.of());

    assertEquals(Runtime.getRuntime().maxMemory() / 64, settings.values().bodyBudget().size());
    assertEquals(65_536, settings.values().bodyBytes(false));
  }

  @Test
  void documentsDefaultRateLimitsInConfigAndReference() throws IOException {
    Path project = Path.of("../../..");

    assertTrue(
        Files.readString(project.resolve("config/org.lumoauth.platform.web.cfg"))
            .contains("#rateLimits = " + WebServerConfig.RATE_LIMITS + "\n"));
    assertTrue(
        Files.readString(project.resolve("docs/reference/settings.md"))
            .contains("| `" + WebServerConfig.RATE_LIMITS + "` |"));
  }

  @Test
  void disablesAccessLogByDefault() {
    var settings = new HttpServerSettings(new Config(""), Map.of());

    assertFalse(settings.values().accessLog());
    settings.modified(new Config("").logging(true));
    assertTrue(settings.values().accessLog());
  }

  /**
   * @param wrong whether numbers and rates are none
   */
  @SuppressWarnings("ClassExplicitlyAnnotation")
  private record Config(String baseUrl, String proxies, boolean wrong, boolean accessLog)
      implements WebServerConfig {
    Config(String baseUrl) {
      this(baseUrl, "", false, false);
    }

    Config trusting(String text) {
      return new Config(baseUrl, text, wrong, accessLog);
    }

    Config wrong(boolean now) {
      return new Config(baseUrl, proxies, now, accessLog);
    }

    Config logging(boolean now) {
      return new Config(baseUrl, proxies, wrong, now);
    }

    @Override
    public String bind() {
      return "127.0.0.1";
    }

    @Override
    public int port() {
      return 8080;
    }

    @Override
    public int maxBodyBytes() {
      if (wrong) { // as Declarative Services do where the file has no number
        throw new ComponentException("For input string: \"1MB\"");
      }
      return 1024;
    }

    @Override
    public int defaultBodyBytes() {
      return wrong ? 0 : 512;
    }

    @Override
    public long bodyBudgetBytes() {
      return wrong ? -1 : 4096;
    }

    @Override
    public int maxExports() {
      return wrong ? 0 : 2;
    }

    @Override
    public String[] trustedProxies() {
      return new String[] {proxies};
    }

    @Override
    public long hstsMaxAgeSeconds() {
      return HSTS_MAX_AGE_SECONDS;
    }

    @Override
    public boolean hstsIncludeSubDomains() {
      return false;
    }

    @Override
    public boolean hstsPreload() {
      return false;
    }

    @Override
    public String forwardingHeader() {
      return "";
    }

    @Override
    public String clientCertificateHeader() {
      return "";
    }

    @Override
    public String[] rateLimits() {
      return wrong ? new String[] {"often"} : new String[0];
    }

    @Override
    public String failedAttemptsPerAccount() {
      return "0/60s";
    }

    @Override
    public String failedAttemptsPerAddress() {
      return "0/60s";
    }

    @Override
    public Class<? extends Annotation> annotationType() {
      return WebServerConfig.class;
    }
  }
}
