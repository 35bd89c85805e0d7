/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientauth.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate authorities that are trusted for client certificates. The chain is validated
 * here, because a TLS connection that accepts self-signed certificates accepts any certificate (RFC
 * 8705 section 7.3).
 */
@Component(
    service = TrustedCertificateAuthorities.class,
    configurationPid = TlsClientAuthConfig.PID)
@Designate(ocd = TlsClientAuthConfig.class)
public final class TrustedCertificateAuthorities {
  private static final Logger LOG = LoggerFactory.getLogger(TrustedCertificateAuthorities.class);
  private static final String CLIENT = "1.3.6.1.5.5.7.3.2";
  private static final String ANY = "2.5.29.37.0";

  private final Set<TrustAnchor> anchors;

  @Activate
  public TrustedCertificateAuthorities(TlsClientAuthConfig config)
      throws IOException, GeneralSecurityException {
    this(read(config.trustedAuthorities().strip()));
    LOG.info("client-authorities.read: {}", anchors.size());
  }

  TrustedCertificateAuthorities(Set<TrustAnchor> anchors) {
    this.anchors = anchors;
  }

  /**
   * Returns whether one of the authorities issued the certificate for client authentication, and
   * the certificate is currently valid.
   */
  boolean hasIssued(X509Certificate certificate) {
    if (anchors.isEmpty()) {
      return false;
    }
    try {
      PKIXParameters parameters = new PKIXParameters(anchors);
      parameters.setRevocationEnabled(false);
      var path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate));
      CertPathValidator.getInstance("PKIX").validate(path, parameters);
      List<String> usages = certificate.getExtendedKeyUsage();
      return usages == null || usages.contains(CLIENT) || usages.contains(ANY);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static Set<TrustAnchor> read(String file) throws IOException, GeneralSecurityException {
    Set<TrustAnchor> anchors = new HashSet<>();
    if (!file.isEmpty()) {
      try (InputStream pem = Files.newInputStream(Path.of(file))) {
        for (var each : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
          anchors.add(new TrustAnchor((X509Certificate) each, null));
        }
      }
    }
    return anchors;
  }
}
