/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientauth.tls;

import java.io.InputStream;
import java.security.cert.CertificateFactory;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Set;

/** Certificates for tests. Their private keys were discarded. */
final class TlsTestCertificates {

  static final X509Certificate CLIENT = read("client.pem");
  static final X509Certificate SELF_SIGNED = read("self-signed.pem");
  static final X509Certificate SERVER = read("server.pem");
  static final TrustedCertificateAuthorities AUTHORITIES =
      new TrustedCertificateAuthorities(Set.of(new TrustAnchor(read("authority.pem"), null)));

  private TlsTestCertificates() {}

  private static X509Certificate read(String name) {
    try (InputStream pem = TlsTestCertificates.class.getResourceAsStream("/" + name)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
