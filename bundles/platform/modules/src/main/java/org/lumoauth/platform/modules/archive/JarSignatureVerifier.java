/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** Verifies the signatures of a JAR file with the Java platform. */
final class JarSignatureVerifier {
  private final Path file;

  JarSignatureVerifier(Path file) {
    this.file = file;
  }

  /**
   * Returns whether every entry is signed by one of these signers and no entry name occurs twice.
   * With duplicate names, the class loader may load an entry other than the verified one.
   *
   * @param fingerprints SHA-256 of the signer's own certificate, lower-case hexadecimal
   */
  boolean isFullySignedBy(Set<String> fingerprints) {
    try (JarFile jar = new JarFile(file.toFile(), true)) {
      Set<String> names = new HashSet<>();
      boolean signed = false;
      for (JarEntry entry : Collections.list(jar.entries())) {
        if (!names.add(entry.getName())) {
          return false;
        }
        if (entry.isDirectory() || belongsToSignature(entry.getName())) {
          continue;
        }
        if (!signedBy(fingerprints, jar, entry)) {
          return false;
        }
        signed = true;
      }
      return signed;
    } catch (IOException | SecurityException | GeneralSecurityException e) {
      return false; // an invalid digest or signature
    }
  }

  private static boolean signedBy(Set<String> fingerprints, JarFile jar, JarEntry entry)
      throws IOException, GeneralSecurityException {
    try (InputStream in = jar.getInputStream(entry)) {
      in.transferTo(OutputStream.nullOutputStream()); // signers are known only after the last byte
    }
    CodeSigner[] signers = entry.getCodeSigners();
    if (signers == null) {
      return false;
    }
    for (CodeSigner signer : signers) {
      List<? extends Certificate> path = signer.getSignerCertPath().getCertificates();
      if (fingerprints.contains(fingerprint(path.get(0)))) {
        return true;
      }
    }
    return false;
  }

  private static String fingerprint(Certificate certificate) throws GeneralSecurityException {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
    return HexFormat.of().formatHex(digest);
  }

  /**
   * Returns whether the file is part of a signature and therefore not covered by it (JAR
   * specification).
   */
  private static boolean belongsToSignature(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    if (!upper.startsWith("META-INF/") || upper.indexOf('/', "META-INF/".length()) >= 0) {
      return false;
    }
    return upper.equals(JarFile.MANIFEST_NAME)
        || upper.endsWith(".SF")
        || upper.endsWith(".RSA")
        || upper.endsWith(".DSA")
        || upper.endsWith(".EC");
  }
}
