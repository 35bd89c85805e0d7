/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsSettingsTest {
  private static final Pattern RFC_9325 =
      Pattern.compile(
          "TLS_AES_(128|256)_GCM_SHA(256|384)|TLS_CHACHA20_POLY1305_SHA256"
              + "|TLS_ECDHE_(ECDSA|RSA)_WITH_(AES_(128|256)_GCM|CHACHA20_POLY1305)_SHA(256|384)");

  @TempDir Path folder;
  private final Map<String, Object> settings = new HashMap<>();

  @BeforeEach
  void makeKeyStore() throws Exception {
    Path file = folder.resolve("server.p12");
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, "secret".toCharArray());
    }
    settings.put("org.ops4j.pax.web.ssl.keystore", file.toString());
    settings.put("org.ops4j.pax.web.ssl.keystore.password", "secret");
  }

  private SslContextFactory.Server started() throws Exception {
    SslContextFactory.Server tls =
        TlsSettings.of(new ConfigurationReader(settings)).contextFactory();
    tls.start();
    return tls;
  }

  @Test
  void offersOnlyRfc9325CipherSuites() throws Exception {
    List<String> offered = List.of(started().getSelectedCipherSuites());

    assertEquals(9, offered.size(), offered.toString());
    assertTrue(offered.stream().allMatch(RFC_9325.asMatchPredicate()), offered.toString());
  }

  @Test
  void offersTls12And13() throws Exception {
    assertEquals(Set.of("TLSv1.2", "TLSv1.3"), Set.of(started().getSelectedProtocols()));
  }

  @Test
  void appliesConfiguredCipherSuitesAndProtocols() throws Exception {
    settings.put("org.ops4j.pax.web.ssl.protocols.included", "TLSv1.3");
    settings.put("org.ops4j.pax.web.ssl.ciphersuites.included", "TLS_AES_128_GCM_SHA256");

    assertEquals(List.of("TLSv1.3"), List.of(started().getSelectedProtocols()));
    assertEquals(List.of("TLS_AES_128_GCM_SHA256"), List.of(started().getSelectedCipherSuites()));
  }

  @Test
  void requestsClientCertificateIfConfigured() throws Exception {
    settings.put("org.ops4j.pax.web.ssl.clientauth.wanted", "true");

    assertTrue(started().getWantClientAuth());
  }

  @Test
  void reportsMissingKeyStore() {
    settings.remove("org.ops4j.pax.web.ssl.keystore");
    TlsSettings tls = TlsSettings.of(new ConfigurationReader(settings));

    assertThrows(IllegalArgumentException.class, tls::contextFactory);
  }

  @Test
  void toStringContainsNoPasswords() {
    assertEquals(
        -1, TlsSettings.of(new ConfigurationReader(settings)).toString().indexOf("secret"));
  }
}
