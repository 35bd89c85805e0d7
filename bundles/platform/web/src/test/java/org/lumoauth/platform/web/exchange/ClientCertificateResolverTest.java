/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.platform.web.address.IpAddressRanges;
import org.lumoauth.platform.web.settings.ForwardingHeader;
import org.lumoauth.platform.web.settings.HttpServerSettings;
import org.lumoauth.platform.web.settings.RequestBodyBudget;

class ClientCertificateResolverTest {

  private static final String PROXY = "10.0.0.1";
  private static final String STRANGER = "192.0.2.7";
  private static final X509Certificate CERTIFICATE = certificate();

  @Test
  void returnsConnectionCertificate() {
    assertEquals(Optional.of(CERTIFICATE), of(STRANGER, true));
  }

  @Test
  void ignoresCertificateOfTrustedProxy() {
    assertEquals(Optional.empty(), of(PROXY, true));
  }

  @Test
  void acceptsEveryHeaderFormatOfTrustedProxy() throws Exception {
    String base64 = Base64.getEncoder().encodeToString(CERTIFICATE.getEncoded());
    String pem = "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";

    assertEquals(Optional.of(CERTIFICATE), of(PROXY, false, ":" + base64 + ":"));
    assertEquals(Optional.of(CERTIFICATE), of(PROXY, false, base64));
    assertEquals(Optional.of(CERTIFICATE), of(PROXY, false, pem.replace("\n", "")));
    assertEquals(
        Optional.of(CERTIFICATE),
        of(PROXY, false, URLEncoder.encode(pem, StandardCharsets.UTF_8).replace("+", "%20")));
  }

  @Test
  void ignoresHeaderOfUntrustedPeer() throws Exception {
    assertEquals(Optional.empty(), of(STRANGER, false, header()));
  }

  @Test
  void ignoresRepeatedHeader() throws Exception {
    assertEquals(Optional.empty(), of(PROXY, false, header(), header()));
  }

  @Test
  void ignoresHeaderIfNoneIsConfigured() throws Exception {
    var settings =
        new HttpServerSettings.Values(
            "",
            1,
            1,
            new RequestBodyBudget(1),
            IpAddressRanges.of(PROXY),
            ForwardingHeader.ANY,
            "",
            null,
            null,
            false);

    assertEquals(
        Optional.empty(), ClientCertificateResolver.of(request(PROXY, false, header()), settings));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "::", ":AAAA:", "%zz", "no certificate", "%2D%2D%2D%2D%2DBEGIN"})
  void ignoresInvalidCertificateHeader(String value) {
    assertEquals(Optional.empty(), of(PROXY, false, value));
  }

  private static Optional<X509Certificate> of(String from, boolean tls, String... headers) {
    var settings =
        new HttpServerSettings.Values(
            "",
            1,
            1,
            new RequestBodyBudget(1),
            IpAddressRanges.of(PROXY),
            ForwardingHeader.ANY,
            "Client-Cert",
            null,
            null,
            false);
    return ClientCertificateResolver.of(request(from, tls, headers), settings);
  }

  private static HttpServletRequest request(String from, boolean tls, String... headers) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            ClientCertificateResolverTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getRemoteAddr" -> from;
                  case "getAttribute" -> tls ? new X509Certificate[] {CERTIFICATE} : null;
                  case "getHeaders" ->
                      Collections.enumeration(
                          arguments[0].equals("Client-Cert") ? Arrays.asList(headers) : List.of());
                  default -> null;
                });
  }

  private static String header() throws Exception {
    return ":" + Base64.getEncoder().encodeToString(CERTIFICATE.getEncoded()) + ":";
  }

  private static X509Certificate certificate() {
    try (InputStream pem = ClientCertificateResolverTest.class.getResourceAsStream("/client.pem")) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
