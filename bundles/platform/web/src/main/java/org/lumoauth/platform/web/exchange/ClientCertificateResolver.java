/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.exchange;

import java.io.ByteArrayInputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import org.lumoauth.platform.web.settings.HttpServerSettings;

/**
 * Determines the certificate of a TLS client: from the connection or, behind a trusted proxy, from
 * the proxy's header. Never from both: the certificate of a proxy connection is the proxy's own,
 * and a header from an untrusted peer proves nothing (RFC 8705 section 6.5).
 */
final class ClientCertificateResolver {

  private static final String OF_CONNECTION = "javax.servlet.request.X509Certificate";
  private static final int MAX_LENGTH = 16_384;

  private ClientCertificateResolver() {}

  static Optional<X509Certificate> of(
      HttpServletRequest request, HttpServerSettings.Values settings) {
    if (!settings.trustedProxies().contains(request.getRemoteAddr())) {
      return request.getAttribute(OF_CONNECTION) instanceof X509Certificate[] chain
              && chain.length > 0
          ? Optional.of(chain[0])
          : Optional.empty();
    }
    if (settings.certificateHeader().isEmpty()) {
      return Optional.empty();
    }
    List<String> values = Collections.list(request.getHeaders(settings.certificateHeader()));
    return values.size() == 1 ? parse(values.get(0).strip()) : Optional.empty();
  }

  /** Accepts the format of RFC 9440 section 2.1, URL-encoded PEM, or plain base64. */
  private static Optional<X509Certificate> parse(String value) {
    if (value.isEmpty() || value.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      var der = new ByteArrayInputStream(Base64.getMimeDecoder().decode(base64(value)));
      return Optional.of(
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(der));
    } catch (CertificateException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String base64(String value) {
    if (value.startsWith(":") && value.endsWith(":") && value.length() > 2) {
      return value.substring(1, value.length() - 1);
    }
    // A plus sign is part of base64, not a space.
    String text =
        value.contains("%")
            ? URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8)
            : value;
    return text.replaceAll("-----(BEGIN|END) CERTIFICATE-----", "");
  }
}
