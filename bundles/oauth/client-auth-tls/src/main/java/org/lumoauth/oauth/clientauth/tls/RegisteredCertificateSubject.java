/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientauth.tls;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.lumoauth.api.oauth.client.Client;

/**
 * The subject name that identifies a client's certificates (RFC 8705 section 2.1.2).
 *
 * @param member the metadata member
 * @param name its value
 */
record RegisteredCertificateSubject(String member, String name) {

  private static final String DN = "tls_client_auth_subject_dn";
  private static final String IP = "tls_client_auth_san_ip";

  /** The types of general names (RFC 5280 section 4.2.1.6). */
  private static final Map<String, Integer> TYPES =
      Map.of(
          "tls_client_auth_san_email",
          1,
          "tls_client_auth_san_dns",
          2,
          "tls_client_auth_san_uri",
          6,
          IP,
          7);

  /** Returns the client's subject name; empty unless it registered exactly one. */
  static Optional<RegisteredCertificateSubject> of(Client client) {
    List<RegisteredCertificateSubject> all =
        client.metadata().entrySet().stream()
            .filter(m -> m.getKey().equals(DN) || TYPES.containsKey(m.getKey()))
            .filter(m -> m.getValue() instanceof String text && !text.isBlank())
            .map(m -> new RegisteredCertificateSubject(m.getKey(), (String) m.getValue()))
            .toList();
    return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
  }

  /** Returns whether the certificate has this name. */
  boolean matches(X509Certificate certificate) {
    try {
      return member.equals(DN)
          ? certificate.getSubjectX500Principal().equals(new X500Principal(name))
          : alternative(certificate);
    } catch (IllegalArgumentException | CertificateParsingException e) {
      return false;
    }
  }

  private boolean alternative(X509Certificate certificate) throws CertificateParsingException {
    var names = certificate.getSubjectAlternativeNames();
    if (names == null) {
      return false;
    }
    return names.stream()
        .filter(each -> TYPES.get(member).equals(each.get(0)))
        .map(each -> String.valueOf(each.get(1)))
        .anyMatch(this::same);
  }

  private boolean same(String other) {
    return switch (member) {
      case IP -> address(name).isPresent() && address(name).equals(address(other));
      case "tls_client_auth_san_dns" -> name.equalsIgnoreCase(other);
      default -> name.equals(other);
    };
  }

  /**
   * Parses an IP address literal. Host names are not accepted, because they would be resolved with
   * DNS.
   */
  private static Optional<InetAddress> address(String literal) {
    if (!literal.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(literal));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
