/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.sample;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;

/** Signs archives by a key made for the test, with the JDK's own tools. */
public final class TestArchiveSigner {
  private static final char[] PASSWORD = "for-this-test".toCharArray();

  private final KeyStore.PrivateKeyEntry key;

  private TestArchiveSigner(KeyStore.PrivateKeyEntry key) {
    this.key = key;
  }

  /** A signer whose key is kept in this folder. */
  public static TestArchiveSigner in(Path folder) throws Exception {
    Path store = folder.resolve("signer.p12");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-alias",
            "signer",
            "-dname",
            "CN=Module signer",
            "-storetype",
            "PKCS12",
            "-storepass",
            new String(PASSWORD),
            "-keystore",
            store.toString());
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (keytool.waitFor() != 0) {
      throw new IllegalStateException(output);
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    var protection = new KeyStore.PasswordProtection(PASSWORD);
    return new TestArchiveSigner((KeyStore.PrivateKeyEntry) keys.getEntry("signer", protection));
  }

  /** SHA-256 of the certificate. */
  public String fingerprint() throws Exception {
    byte[] encoded = key.getCertificate().getEncoded();
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(encoded));
  }

  /** Replaces a file by its signed form. */
  public void sign(Path file) throws Exception {
    PrivateKey secret = key.getPrivateKey();
    var path =
        CertificateFactory.getInstance("X.509").generateCertPath(List.of(key.getCertificate()));
    Path signed = file.resolveSibling("signed.jar");
    try (ZipFile in = new ZipFile(file.toFile());
        OutputStream out = Files.newOutputStream(signed)) {
      new JarSigner.Builder(secret, path).build().sign(in, out);
    }
    Files.move(signed, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
