/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.auditsyslog;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * The validated settings.
 *
 * @param hostName HOSTNAME of RFC 5424 section 6.2.4
 * @param sockets creates TLS connections
 */
record SyslogSettings(
    String host,
    int port,
    SSLSocketFactory sockets,
    String hostName,
    int facility,
    String structuredDataId,
    int queueSize) {

  /** RFC 5424 section 6.3.2: an unregistered SD-ID includes an enterprise number. */
  private static final Pattern SD_ID = Pattern.compile("[!-~&&[^=\\]\"@ ]]{1,20}@[0-9.]{1,11}");

  private static final int MAX_HOST_NAME = 255;

  /**
   * Validates the configuration.
   *
   * @throws IllegalArgumentException naming the invalid setting
   */
  static SyslogSettings of(SyslogConfig config) {
    require(config.port() > 0 && config.port() < 65_536, "port must be between 1 and 65535");
    require(config.facility() >= 0 && config.facility() <= 23, "facility must be between 0 and 23");
    require(config.queueSize() > 0, "queueSize must be at least 1");
    require(
        SD_ID.matcher(config.structuredDataId()).matches(),
        "structuredDataId must have the form name@enterpriseNumber");
    return new SyslogSettings(
        config.host().strip(),
        config.port(),
        sockets(config.certificateAuthorities().strip()),
        hostName(config.hostName().strip()),
        config.facility(),
        config.structuredDataId(),
        config.queueSize());
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(SyslogConfig.PID + ".cfg: " + message + ".");
    }
  }

  private static String hostName(String configured) {
    String name = configured.isEmpty() ? machine() : configured;
    String printable = name.replaceAll("[^!-~]", "");
    return printable.isEmpty()
        ? "-"
        : printable.substring(0, Math.min(printable.length(), MAX_HOST_NAME));
  }

  private static String machine() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "";
    }
  }

  private static SSLSocketFactory sockets(String authorities) {
    if (authorities.isEmpty()) {
      return (SSLSocketFactory) SSLSocketFactory.getDefault();
    }
    try (InputStream file = Files.newInputStream(Path.of(authorities))) {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(file);
      require(
          !certificates.isEmpty(), "certificateAuthorities must contain at least one certificate");
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      int number = 0;
      for (Certificate each : certificates) {
        trusted.setCertificateEntry("ca" + number++, each);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          SyslogConfig.PID + ".cfg: certificateAuthorities cannot be read: " + e.getMessage(), e);
    }
  }
}
