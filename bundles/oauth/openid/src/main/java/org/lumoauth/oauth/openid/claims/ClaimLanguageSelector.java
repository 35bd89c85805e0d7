/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.openid.claims;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Selects claims by language and script, for example {@code family_name#ja-Kana-JP}.
 *
 * @param preferred the {@code claims_locales}, in order of preference
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#ClaimsLanguagesAndScripts">
 *     OpenID Connect Core section 5.2</a>
 */
public record ClaimLanguageSelector(List<String> preferred) {

  /** The member that stores the parameter together with the {@code claims} parameter. */
  public static final String PARAMETER = "claims_locales";

  private static final char MARK = '#';

  /** Reads the stored parameter. A value that is not a string is ignored. */
  public static ClaimLanguageSelector of(Map<String, Object> kept) {
    return kept.get(PARAMETER) instanceof String tags && !tags.isBlank()
        ? new ClaimLanguageSelector(List.of(tags.strip().split(" +")))
        : new ClaimLanguageSelector(List.of());
  }

  static boolean hasTag(String name) {
    return name.indexOf(MARK) >= 0;
  }

  static String withoutTag(String name) {
    return hasTag(name) ? name.substring(0, name.indexOf(MARK)) : name;
  }

  /**
   * Returns the value of a claim that was requested without a language: in the first available
   * preferred language, otherwise the value without a language.
   *
   * @param known the claims with and without language tags
   */
  Optional<Object> choose(String name, Map<String, Object> known) {
    for (String tag : preferred) {
      for (String range = tag; !range.isEmpty(); range = shorter(range)) { // RFC 4647 section 3.4
        Optional<Object> found = in(name + MARK + range, known);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.ofNullable(known.get(name));
  }

  /** Returns the value of a claim with a language tag, in this language or a more specific one. */
  static Optional<Object> in(String tagged, Map<String, Object> known) {
    return named(tagged, known.keySet()).map(known::get);
  }

  private static Optional<String> named(String tagged, Collection<String> names) {
    String wanted = tagged.toLowerCase(Locale.ROOT);
    return names.stream()
        .filter(name -> withoutTag(name).equals(withoutTag(tagged)))
        .filter(
            name -> {
              String lower = name.toLowerCase(Locale.ROOT);
              return lower.equals(wanted) || lower.startsWith(wanted + "-");
            })
        .min((one, other) -> one.length() - other.length());
  }

  private static String shorter(String tag) {
    int last = tag.lastIndexOf('-');
    return last < 0 ? "" : tag.substring(0, last);
  }
}
