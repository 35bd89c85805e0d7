package org.lumoauth.platform.web.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.annotation.Annotation;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoorSettingsTest {

  private static String baseUrl(String configured, Map<String, String> environment) {
    return new DoorSettings(new Config(configured), environment).value();
  }

  @Test
  void standsOnLoopbackByDefault() {
    assertEquals("http://127.0.0.1:8080", baseUrl("", Map.of()));
  }

  @Test
  void takesAddressAndPortFromTheEnvironment() {
    assertEquals(
        "http://10.1.2.3:9000",
        baseUrl("", Map.of("LUMOAUTH_BIND", "10.1.2.3", "LUMOAUTH_HTTP_PORT", "9000")));
  }

  @Test
  void isReachedByLoopbackWhenItListensEverywhere() {
    assertEquals("http://127.0.0.1:8080", baseUrl("", Map.of("LUMOAUTH_BIND", "0.0.0.0")));
  }

  @Test
  void putsAnIpv6AddressInBrackets() {
    assertEquals("http://[::1]:8080", baseUrl("", Map.of("LUMOAUTH_BIND", "::1")));
  }

  @Test
  void dropsATrailingSlash() {
    assertEquals("https://id.example.com", baseUrl("https://id.example.com/", Map.of()));
  }

  @Test
  void putsTheEnvironmentBeforeTheConfiguration() {
    assertEquals(
        "https://env.example.com",
        baseUrl("https://cfg.example.com", Map.of("LUMOAUTH_BASE_URL", "https://env.example.com")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id.example.com", "ftp://id.example.com", "https://u:p@id.example.com",
        "https://id.example.com?x", "https://id.example.com#x", "https:///x"
      })
  void refusesWhatIsNoBaseUrl(String text) {
    assertThrows(IllegalArgumentException.class, () -> baseUrl(text, Map.of()));
  }

  @SuppressWarnings("ClassExplicitlyAnnotation")
  private record Config(String baseUrl) implements WebConfig {
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
      return 1024;
    }

    @Override
    public String[] trustedProxies() {
      return new String[0];
    }

    @Override
    public String clientCertificateHeader() {
      return "";
    }

    @Override
    public String[] rateLimits() {
      return new String[0];
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
      return WebConfig.class;
    }
  }
}
