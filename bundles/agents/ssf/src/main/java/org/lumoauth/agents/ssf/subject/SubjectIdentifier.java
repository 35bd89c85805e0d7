/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.subject;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lumoauth.api.message.EmailAddress;
import org.lumoauth.api.web.ApiException;

/**
 * A subject identifier (RFC 9493).
 *
 * @param format the format
 * @param members the members of the format
 */
public record SubjectIdentifier(String format, Map<String, String> members) {

  private static final int MAX_TEXT = 500;
  private static final Map<String, List<String>> FORMATS =
      Map.of("iss_sub", List.of("iss", "sub"), "email", List.of("email"), "opaque", List.of("id"));

  public SubjectIdentifier {
    members = Map.copyOf(members);
  }

  /** Creates an issuer and subject identifier (section 3.2.3). */
  public static SubjectIdentifier issSub(String issuer, String subject) {
    return new SubjectIdentifier("iss_sub", Map.of("iss", issuer, "sub", subject));
  }

  /** Creates an e-mail identifier (section 3.2.2). */
  public static SubjectIdentifier email(String address) {
    return new SubjectIdentifier("email", Map.of("email", address));
  }

  /** Creates an opaque identifier (section 3.2.4). */
  public static SubjectIdentifier opaque(String id) {
    return new SubjectIdentifier("opaque", Map.of("id", id));
  }

  /**
   * Parses an identifier in a request: one of the formats above, or a complex subject (SSF section
   * 3.3) with only the member {@code user}.
   *
   * @throws ApiException 400 {@code invalid_request}
   */
  public static SubjectIdentifier read(Object sent) {
    if (!(sent instanceof Map<?, ?> subject)) {
      throw ApiException.invalidRequest("`subject` must be an object.");
    }
    if ("complex".equals(subject.get("format"))) {
      if (subject.size() != 2
          || !(subject.get("user") instanceof Map<?, ?> user)
          || "complex".equals(user.get("format"))) {
        throw ApiException.invalidRequest(
            "A complex `subject` must have the member `user` and no other member.");
      }
      return read(user);
    }
    List<String> needed =
        subject.get("format") instanceof String format ? FORMATS.get(format) : null;
    if (needed == null) {
      throw ApiException.invalidRequest(
          "The `format` of `subject` must be iss_sub, email, opaque or complex.");
    }
    Map<String, String> members = new LinkedHashMap<>();
    for (String name : needed) {
      if (!(subject.get(name) instanceof String text)
          || text.isBlank()
          || text.length() > MAX_TEXT) {
        throw ApiException.invalidRequest("`subject` requires the member `" + name + "`.");
      }
      members.put(name, text);
    }
    if (members.containsKey("email") && !EmailAddress.isValid(members.get("email"))) {
      throw ApiException.invalidRequest("email " + EmailAddress.EXPECTED);
    }
    if (subject.size() != needed.size() + 1) {
      throw ApiException.invalidRequest(
          "`subject` of this format must have only the members format and "
              + String.join(", ", needed)
              + ".");
    }
    return new SubjectIdentifier((String) subject.get("format"), members);
  }

  /** Returns the identifier as written to a token. */
  public Map<String, Object> claim() {
    Map<String, Object> claim = new LinkedHashMap<>();
    claim.put("format", format);
    FORMATS.get(format).forEach(name -> claim.put(name, members.get(name)));
    return claim;
  }

  /** Returns a hash that is equal for identical identifiers only. */
  public String hash() {
    var text = new StringBuilder(format);
    for (String name : FORMATS.get(format)) {
      String value = members.get(name);
      text.append('\n').append(format.equals("email") ? value.toLowerCase(Locale.ROOT) : value);
    }
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(text.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java platform does not support SHA-256", e);
    }
  }
}
