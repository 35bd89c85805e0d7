/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.httpsignatures;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.lumoauth.platform.httpsignatures.InvalidMessageSignatureException.SignatureFailureCause;

/** Derives values from the message's control data (RFC 9421 section 2.2). */
final class DerivedComponentValueResolver {

  private DerivedComponentValueResolver() {}

  static String value(SignableHttpMessage message, CoveredComponent component)
      throws InvalidMessageSignatureException {
    String name = component.name();
    if (name.equals("@status")) {
      return String.valueOf(message.status().orElseThrow(() -> absent(name)));
    }
    if (name.equals("@method")) {
      return message.method().orElseThrow(() -> absent(name));
    }
    SignatureTargetUri target = message.target().orElseThrow(() -> absent(name));
    return switch (name) {
      case "@target-uri" -> target.toString();
      case "@authority" -> target.authority();
      case "@scheme" -> target.scheme();
      case "@request-target" -> target.origin();
      case "@path" -> target.path();
      case "@query" -> "?" + target.query().orElse(""); // section 2.2.7
      case "@query-param" -> parameter(target, (String) component.parameters().get("name"));
      default ->
          throw new InvalidMessageSignatureException(
              SignatureFailureCause.MALFORMED, "unknown derived component " + name);
    };
  }

  /** Section 2.2.8: a repeated parameter cannot be covered by its name. */
  private static String parameter(SignatureTargetUri target, String name)
      throws InvalidMessageSignatureException {
    List<String> values = new ArrayList<>();
    for (String pair : target.query().orElse("").split("&")) {
      String[] parts = pair.split("=", 2);
      if (!pair.isEmpty() && encoded(parts[0]).equals(name)) {
        values.add(encoded(parts.length == 2 ? parts[1] : ""));
      }
    }
    if (values.size() != 1) {
      throw new InvalidMessageSignatureException(
          SignatureFailureCause.COVERAGE, "a covered query parameter must occur exactly once");
    }
    return values.get(0);
  }

  private static String encoded(String text) throws InvalidMessageSignatureException {
    try {
      String plain = URLDecoder.decode(text, StandardCharsets.UTF_8);
      return URLEncoder.encode(plain, StandardCharsets.UTF_8).replace("+", "%20");
    } catch (IllegalArgumentException e) {
      throw new InvalidMessageSignatureException(
          SignatureFailureCause.MALFORMED,
          "the query of the request URL must be valid percent-encoded UTF-8");
    }
  }

  private static InvalidMessageSignatureException absent(String name) {
    return new InvalidMessageSignatureException(
        SignatureFailureCause.COVERAGE,
        "the component `"
            + name
            + "` does not exist in this message; remove it from Signature-Input");
  }
}
