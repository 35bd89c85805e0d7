/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Keys and certificates for TLS, made with the JDK's keytool. */
public final class TestCertificates {
  public static final String PASSWORD = "for-this-test";

  private static final int COORDINATE = 32;
  private static final char[] SECRET = PASSWORD.toCharArray();

  private final Path folder;
  private final Path all;

  /**
   * None so far.
   *
   * @param folder where the files go
   */
  public TestCertificates(Path folder) {
    this.folder = folder;
    this.all = folder.resolve("all.p12");
  }

  /**
   * Makes a key and its certificate.
   *
   * @param name an alias
   * @param more arguments of keytool, as {@code -signer} and {@code -ext}
   */
  public TestCertificates make(String name, String dname, String... more) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "-genkeypair",
                "-keystore",
                all.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-alias",
                name,
                "-dname",
                dname,
                "-validity",
                "2",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1"));
    command.addAll(List.of(more));
    KeytoolRunner.run(folder, command);
    return this;
  }

  public X509Certificate certificate(String name) throws GeneralSecurityException, IOException {
    return (X509Certificate) load().getCertificate(name);
  }

  /** The public key with its certificate, as a JWK (RFC 7517 section 4.7). */
  public Map<String, Object> jwk(String name) throws GeneralSecurityException, IOException {
    X509Certificate certificate = certificate(name);
    var point = ((ECPublicKey) certificate.getPublicKey()).getW();
    return Map.of(
        "kty", "EC",
        "crv", "P-256",
        "x", coordinate(point.getAffineX()),
        "y", coordinate(point.getAffineY()),
        "x5c", List.of(encoded(name)));
  }

  private static String coordinate(BigInteger number) {
    byte[] bytes = new byte[COORDINATE];
    byte[] given = number.toByteArray();
    int length = Math.min(given.length, COORDINATE);
    System.arraycopy(given, given.length - length, bytes, COORDINATE - length, length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** A certificate as a proxy passes it on (RFC 9440). */
  public String header(String name) throws GeneralSecurityException, IOException {
    return ":" + encoded(name) + ":";
  }

  private String encoded(String name) throws GeneralSecurityException, IOException {
    return Base64.getEncoder().encodeToString(certificate(name).getEncoded());
  }

  /** A certificate in PEM, in a file. */
  public Path pem(String name) throws GeneralSecurityException, IOException {
    String body =
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate(name).getEncoded());
    return Files.writeString(
        folder.resolve(name + ".pem"),
        "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
  }

  /** A store with one key, in a file. */
  public Path keyStore(String name) throws GeneralSecurityException, IOException {
    return save("key-" + name, withKey(name));
  }

  /** A store that trusts these, in a file. */
  public Path trustStore(String... names) throws GeneralSecurityException, IOException {
    return save("trust-" + String.join("-", names), trusting(names));
  }

  /** A side of a connection that shows the first of these, if any, and trusts the other. */
  public SSLContext context(List<String> shown, String trusted)
      throws GeneralSecurityException, IOException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(shown.isEmpty() ? empty() : withKey(shown.get(0)), SECRET);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusting(trusted));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private KeyStore withKey(String name) throws GeneralSecurityException, IOException {
    KeyStore from = load();
    KeyStore store = empty();
    store.setKeyEntry(name, from.getKey(name, SECRET), SECRET, from.getCertificateChain(name));
    return store;
  }

  private KeyStore trusting(String... names) throws GeneralSecurityException, IOException {
    KeyStore store = empty();
    for (String name : names) {
      store.setCertificateEntry(name, certificate(name));
    }
    return store;
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, SECRET);
    return store;
  }

  private KeyStore load() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(all)) {
      store.load(in, SECRET);
    }
    return store;
  }

  private Path save(String name, KeyStore store) throws GeneralSecurityException, IOException {
    Path file = folder.resolve(name + ".p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, SECRET);
    }
    return file;
  }
}
