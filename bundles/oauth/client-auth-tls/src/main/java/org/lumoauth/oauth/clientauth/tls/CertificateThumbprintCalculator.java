/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientauth.tls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** Computes the {@code cnf} member that identifies a certificate (RFC 8705 section 3.1). */
final class CertificateThumbprintCalculator {

  static final String MEMBER = "x5t#S256";

  private CertificateThumbprintCalculator() {}

  static String of(X509Certificate certificate) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
      throw new IllegalStateException("the certificate could not be hashed", e);
    }
  }
}
