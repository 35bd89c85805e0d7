/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients.metadata;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.api.key.JwkProblem;
import org.lumoauth.api.message.EmailAddress;
import org.lumoauth.api.oauth.authorization.ScopeValueValidator;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.text.DisplayNameValidator;
import org.lumoauth.support.encoding.WebUrlParser;

/**
 * Parses values of client metadata: each method returns the value in its stored format, or rejects
 * it with 422 {@code validation_error} naming the member.
 */
final class ClientMetadataValueParser {

  private static final String MAILTO = "mailto:";
  private static final int MAX_KEYS = 20;
  private static final int MAX_ITEMS = 50;
  private static final int MAX_TEXT = 1_000;
  private static final long MAX_AGE = 31_536_000;

  private ClientMetadataValueParser() {}

  static String text(String name, Object value) {
    if (value instanceof String text
        && !text.isBlank()
        && text.length() <= MAX_TEXT
        && text.chars().noneMatch(Character::isISOControl)) {
      return text;
    }
    throw refused(name, "must be a string of at most " + MAX_TEXT + " characters.");
  }

  static List<String> texts(String name, Object value) {
    if (!(value instanceof List<?> items) || items.size() > MAX_ITEMS) {
      throw refused(name, "must be a list of at most " + MAX_ITEMS + " strings.");
    }
    return items.stream().map(item -> text(name, item)).distinct().toList();
  }

  /**
   * Parses the contacts of the people responsible for a client (RFC 7591 section 2). A contact with
   * an at sign and without a scheme is an email address.
   */
  static List<String> contacts(String name, Object value) {
    List<String> contacts = texts(name, value);
    for (String contact : contacts) {
      String address = contact.startsWith(MAILTO) ? contact.substring(MAILTO.length()) : contact;
      boolean isMail = address.contains("@") && !address.contains(":");
      if (isMail && !EmailAddress.isValid(address)) {
        throw refused(name, "an email contact " + EmailAddress.EXPECTED);
      }
      if (!DisplayNameValidator.isVisible(contact)) {
        throw refused(
            name, "must not contain control, invisible or direction-changing characters.");
      }
    }
    return contacts;
  }

  /** Parses scopes for a client that only identifies users; administration scopes require more. */
  static List<String> scopes(String name, Object value) {
    List<String> scopes = texts(name, value);
    if (scopes.stream().anyMatch(scope -> !ScopeValueValidator.isValid(scope))) {
      throw refused(
          name,
          "must contain only scopes of 1 to "
              + ScopeValueValidator.MAX_LENGTH
              + " visible ASCII characters without quotes and backslashes.");
    }
    if (scopes.stream().anyMatch(SystemPermissions::isAdministrative)) {
      throw refused(name, "must not contain administration scopes.");
    }
    return scopes;
  }

  static String oneOf(String name, String value, Set<String> allowed) {
    if (!allowed.contains(value)) {
      throw refused(name, "must be one of " + String.join(", ", new TreeSet<>(allowed)) + ".");
    }
    return value;
  }

  static Object seconds(String name, Object value) {
    if (value instanceof Number number
        && number.longValue() >= 0
        && number.longValue() <= MAX_AGE
        && number.doubleValue() == number.longValue()) {
      return number.intValue();
    }
    throw refused(name, "must be a number of seconds from 0 to " + MAX_AGE + ".");
  }

  /**
   * Parses a URL that this server calls or shows: https, or http on a loopback address for
   * development.
   */
  static String address(String name, String text) {
    try {
      URI uri = new URI(text);
      boolean https = "https".equals(uri.getScheme());
      boolean local = "http".equals(uri.getScheme()) && WebUrlParser.isLoopback(uri.getHost());
      if ((https || local) && uri.getHost() != null && uri.getRawUserInfo() == null) {
        return text;
      }
    } catch (URISyntaxException e) {
      // rejected below
    }
    throw refused(name, "must be an https URL.");
  }

  /** Parses an {@link #address} that uses https on every host. */
  static String httpsAddress(String name, String text) {
    String address = address(name, text);
    if (!address.startsWith("https:")) {
      throw refused(name, "it must be an https URL; http is not allowed on any host.");
    }
    return address;
  }

  /**
   * Rejects a fragment, which the recipient would never receive (OpenID Connect Back-Channel Logout
   * section 2.2); parameters added to the query would become part of it.
   */
  static String withoutFragment(String name, String uri) {
    if (uri.indexOf('#') >= 0) {
      throw refused(name, "must not have a fragment.");
    }
    return uri;
  }

  /** RFC 7517 section 5; a private key that was sent in a request is compromised. */
  static Object keys(Object value) {
    if (value instanceof Map<?, ?> set
        && set.get("keys") instanceof List<?> keys
        && !keys.isEmpty()
        && keys.size() <= MAX_KEYS) {
      for (Object key : keys) {
        JwkProblem.of(key)
            .ifPresent(
                fault -> {
                  throw refused("jwks", fault.message());
                });
      }
      return value;
    }
    throw refused("jwks", "must be a JWK Set with 1 to " + MAX_KEYS + " keys.");
  }

  private static String shown(String name) {
    return name.length() > 64 ? name.substring(0, 64) : name;
  }

  static ApiException refused(String member, String why) {
    String name = shown(member);
    return ApiException.invalid("metadata." + name, "metadata." + name + ": " + why);
  }
}
