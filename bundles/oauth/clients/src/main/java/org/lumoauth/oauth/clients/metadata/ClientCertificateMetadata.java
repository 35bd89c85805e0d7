/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients.metadata;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.security.auth.x500.X500Principal;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.oauth.clients.RegisteredClientSettings;

/**
 * The metadata of a client that authenticates with certificates, without which no certificate would
 * match.
 *
 * @param methods the client's certificate methods
 * @param names the members that identify a certificate of an authority, the distinguished name
 *     first
 * @param keys whether the client has keys, by value or by reference
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8705#section-2">RFC 8705 section 2</a>
 */
record ClientCertificateMetadata(Set<String> methods, Map<String, Object> names, boolean keys) {

  private static final String ISSUED = "tls_client_auth";
  private static final String SELF_SIGNED = "self_signed_tls_client_auth";
  private static final String DN = "tls_client_auth_subject_dn";
  private static final String IP = "tls_client_auth_san_ip";
  private static final List<String> NAMES =
      List.of(
          DN,
          "tls_client_auth_san_dns",
          "tls_client_auth_san_email",
          IP,
          "tls_client_auth_san_uri");

  private static final String V4 = "((25[0-5]|(2[0-4]|1\\d|[1-9])?\\d)(\\.(?!$)|$)){4}";

  static ClientCertificateMetadata of(RegisteredClientSettings client) {
    Set<String> methods = new TreeSet<>(client.authenticationMethods());
    methods.retainAll(Set.of(ISSUED, SELF_SIGNED));
    Map<String, Object> metadata = client.metadata();
    Map<String, Object> names = new LinkedHashMap<>();
    NAMES.forEach(name -> names.computeIfAbsent(name, metadata::get));
    return new ClientCertificateMetadata(
        methods, names, metadata.containsKey("jwks") || metadata.containsKey("jwks_uri"));
  }

  /**
   * Requires that a certificate can match the client.
   *
   * @throws ApiException 422 {@code validation_error} naming the member
   */
  void require() {
    if (methods.contains(SELF_SIGNED) && !keys) { // section 2.2.2
      throw ClientMetadataValueParser.refused("jwks", SELF_SIGNED + " requires jwks or jwks_uri.");
    }
    if (!methods.contains(ISSUED)) {
      return;
    }
    if (names.size() != 1) { // section 2.1.2: exactly one
      String member = names.keySet().stream().skip(1).findFirst().orElse(DN);
      throw ClientMetadataValueParser.refused(
          member, ISSUED + " requires exactly one of " + String.join(", ", NAMES) + ".");
    }
    names.forEach(ClientCertificateMetadata::requireForm);
  }

  private static void requireForm(String member, Object name) {
    if (member.equals(DN) && !distinguished((String) name)) {
      throw ClientMetadataValueParser.refused(
          DN, "must be a distinguished name such as CN=app,O=Example.");
    }
    if (member.equals(IP) && !address((String) name)) {
      throw ClientMetadataValueParser.refused(IP, "must be an IP address.");
    }
  }

  private static boolean distinguished(String name) {
    try {
      return !new X500Principal(name).getName().isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Only a literal address: a text with a colon is never resolved. */
  private static boolean address(String literal) {
    if (literal.matches(V4)) {
      return true;
    }
    try {
      return literal.matches("[0-9a-fA-F.]*:[0-9a-fA-F:.]*")
          && InetAddress.getByName(literal) != null;
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
