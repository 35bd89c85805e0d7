/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.http;

import java.util.List;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * The server's TLS settings. By default only the cipher suites that RFC 9325 section 4.2 recommends
 * are offered, with TLS 1.2 and 1.3.
 *
 * @param keyStore the path of the key store
 * @param keyStoreType the type, as {@code PKCS12}
 * @param keyStorePassword the password of the key store
 * @param keyPassword the password of the key
 * @param keyAlias the alias of the key, or null
 * @param trustStore the path of the trust store with the authorities of client certificates, or
 *     null
 * @param trustStoreType the type, as {@code PKCS12}
 * @param trustStorePassword the password of the trust store, or null
 * @param clientCertificateWanted whether clients are asked for a certificate
 * @param clientCertificateNeeded whether clients must have a certificate
 * @param protocols the TLS versions
 * @param cipherSuites names or regular expressions of cipher suites
 */
record TlsSettings(
    String keyStore,
    String keyStoreType,
    String keyStorePassword,
    String keyPassword,
    String keyAlias,
    String trustStore,
    String trustStoreType,
    String trustStorePassword,
    boolean clientCertificateWanted,
    boolean clientCertificateNeeded,
    List<String> protocols,
    List<String> cipherSuites) {

  /** The default TLS versions. */
  static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

  /** The default cipher suites: forward secret and authenticated (RFC 9325 section 4.2). */
  static final List<String> CIPHER_SUITES =
      List.of(
          "TLS_AES_256_GCM_SHA384",
          "TLS_AES_128_GCM_SHA256",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

  static TlsSettings of(ConfigurationReader settings) {
    String keyStorePassword = settings.readText("org.ops4j.pax.web.ssl.keystore.password", null);
    return new TlsSettings(
        settings.readText("org.ops4j.pax.web.ssl.keystore", null),
        settings.readText("org.ops4j.pax.web.ssl.keystore.type", "PKCS12"),
        keyStorePassword,
        settings.readText("org.ops4j.pax.web.ssl.key.password", keyStorePassword),
        settings.readText("org.ops4j.pax.web.ssl.key.alias", null),
        settings.readText("org.ops4j.pax.web.ssl.truststore", null),
        settings.readText("org.ops4j.pax.web.ssl.truststore.type", "PKCS12"),
        settings.readText("org.ops4j.pax.web.ssl.truststore.password", null),
        settings.readFlag("org.ops4j.pax.web.ssl.clientauth.wanted", false),
        settings.readFlag("org.ops4j.pax.web.ssl.clientauth.needed", false),
        settings.readList("org.ops4j.pax.web.ssl.protocols.included", PROTOCOLS),
        settings.readList("org.ops4j.pax.web.ssl.ciphersuites.included", CIPHER_SUITES));
  }

  /** Omits passwords, so that they do not appear in logs. */
  @Override
  public String toString() {
    return "TlsSettings[" + keyStore + "]";
  }

  SslContextFactory.Server contextFactory() {
    if (keyStore == null) {
      throw new IllegalArgumentException(
          "TLS requires org.ops4j.pax.web.ssl.keystore in etc/org.ops4j.pax.web.cfg.");
    }
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setKeyStorePath(keyStore);
    tls.setKeyStoreType(keyStoreType);
    tls.setKeyStorePassword(keyStorePassword);
    tls.setKeyManagerPassword(keyPassword);
    tls.setCertAlias(keyAlias);
    if (trustStore != null) {
      tls.setTrustStorePath(trustStore);
      tls.setTrustStoreType(trustStoreType);
      tls.setTrustStorePassword(trustStorePassword);
    }
    tls.setWantClientAuth(clientCertificateWanted);
    tls.setNeedClientAuth(clientCertificateNeeded);
    // The included names are complete: the factory's own exclusions are meant for longer lists.
    tls.setExcludeProtocols();
    tls.setExcludeCipherSuites();
    tls.setIncludeProtocols(protocols.toArray(String[]::new));
    tls.setIncludeCipherSuites(cipherSuites.toArray(String[]::new));
    tls.setUseCipherSuitesOrder(true);
    tls.setRenegotiationAllowed(false);
    tls.setSniRequired(false);
    return tls;
  }
}
