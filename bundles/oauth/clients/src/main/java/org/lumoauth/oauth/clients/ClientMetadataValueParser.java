package org.lumoauth.oauth.clients;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.api.key.JwkProblem;
import org.lumoauth.api.message.EmailAddress;
import org.lumoauth.api.oauth.ScopeToken;
import org.lumoauth.api.outbound.WebUrlParser;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.DisplayNameValidator;

/**
 * Values of client metadata: each method returns one as it is to be kept, or refuses it with 422
 * {@code validation_error} naming the member.
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
    throw refused(name, "it is text of at most " + MAX_TEXT + " characters.");
  }

  static List<String> texts(String name, Object value) {
    if (!(value instanceof List<?> items) || items.size() > MAX_ITEMS) {
      throw refused(name, "it is a list of at most " + MAX_ITEMS + " texts.");
    }
    return items.stream().map(item -> text(name, item)).distinct().toList();
  }

  /**
   * Ways to reach the people who are responsible for a client (RFC 7591 section 2). One with an at
   * sign and without a scheme is an e-mail address.
   */
  static List<String> contacts(String name, Object value) {
    List<String> contacts = texts(name, value);
    for (String contact : contacts) {
      String address = contact.startsWith(MAILTO) ? contact.substring(MAILTO.length()) : contact;
      boolean isMail = address.contains("@") && !address.contains(":");
      if (isMail && !EmailAddress.isValid(address)) {
        throw refused(name, "an e-mail address " + EmailAddress.EXPECTED);
      }
      if (!DisplayNameValidator.isVisible(contact)) {
        throw refused(name, "control, invisible and direction-changing characters are refused.");
      }
    }
    return contacts;
  }

  /** For whoever only shows who somebody is; the administration takes more. */
  static List<String> scopes(String name, Object value) {
    List<String> scopes = texts(name, value);
    if (scopes.stream().anyMatch(scope -> !ScopeToken.isValid(scope))) {
      throw refused(name, "a scope is malformed.");
    }
    if (scopes.stream().anyMatch(SystemPermissions::isAdministrative)) {
      throw refused(name, "scopes of the administration can't be given here.");
    }
    return scopes;
  }

  static String oneOf(String name, String value, Set<String> allowed) {
    if (!allowed.contains(value)) {
      throw refused(name, "it is one of " + String.join(", ", new TreeSet<>(allowed)) + ".");
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
    throw refused(name, "it is a number of seconds, 0 to " + MAX_AGE + ".");
  }

  /** What this server asks or shows: https; http on a loopback address for development. */
  static String address(String name, String text) {
    try {
      URI uri = new URI(text);
      boolean https = "https".equals(uri.getScheme());
      boolean local = "http".equals(uri.getScheme()) && WebUrlParser.isLoopback(uri.getHost());
      if ((https || local) && uri.getHost() != null && uri.getRawUserInfo() == null) {
        return text;
      }
    } catch (URISyntaxException e) {
      // refused below
    }
    throw refused(name, "it is an https URL.");
  }

  /** An {@link #address} that is https on every host. */
  static String httpsAddress(String name, String text) {
    String address = address(name, text);
    if (!address.startsWith("https:")) {
      throw refused(name, "it must be an https URL; http is not allowed on any host.");
    }
    return address;
  }

  /**
   * It would never reach whom it is sent to (OpenID Connect Back-Channel Logout section 2.2); what
   * is added to its query would be part of it.
   */
  static String withoutFragment(String name, String uri) {
    if (uri.indexOf('#') >= 0) {
      throw refused(name, "it has no fragment.");
    }
    return uri;
  }

  /** RFC 7517 section 5; whoever sends a private key has lost it. */
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
    throw refused("jwks", "it is a JWK set of 1 to " + MAX_KEYS + " keys.");
  }

  private static String shown(String name) {
    return name.length() > 64 ? name.substring(0, 64) : name;
  }

  static ApiException refused(String member, String why) {
    String name = shown(member);
    return ApiException.invalid("metadata." + name, "metadata." + name + ": " + why);
  }
}
