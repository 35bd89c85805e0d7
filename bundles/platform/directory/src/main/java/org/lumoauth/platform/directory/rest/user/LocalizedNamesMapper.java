/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.rest.user;

import java.util.IllformedLocaleException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.directory.profile.LocalizedNames;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;

/** Maps a user's localized names to and from the API, by language tag. */
public final class LocalizedNamesMapper {
  /** The JSON member of a user. */
  public static final String MEMBER = "localized";

  private static final String NAME = "name";
  private static final String GIVEN = "givenName";
  private static final String FAMILY = "familyName";
  private static final Set<String> MEMBERS = Set.of(NAME, GIVEN, FAMILY);

  private static final int MAX_TAGS = 20;
  private static final int MAX_TAG = 35; // RFC 5646 section 4.4.1
  private static final int LONG = 200;
  private static final int SHORT = 100;

  private LocalizedNamesMapper() {}

  /**
   * Reads the names of a request; empty if absent.
   *
   * @throws ApiException 422 {@code validation_error}
   */
  static Map<String, LocalizedNames> read(JsonObjectMemberReader user) {
    Map<String, Object> byTag = user.map(MEMBER, MAX_TAGS);
    Map<String, LocalizedNames> localized = new TreeMap<>();
    byTag.forEach(
        (tag, value) -> {
          if (!(value instanceof Map<?, ?> names)) {
            throw ApiException.invalid(
                MEMBER, MEMBER + " must contain an object for each language tag.");
          }
          LocalizedNames read = names(names);
          if (localized.put(canonical(tag), read) != null) {
            throw ApiException.invalid(MEMBER, MEMBER + " must not contain a language tag twice.");
          }
        });
    return localized;
  }

  /** Returns the names by language tag; null if none. */
  public static Map<String, Map<String, String>> shown(Map<String, LocalizedNames> localized) {
    Map<String, Map<String, String>> shown = new LinkedHashMap<>();
    localized.forEach(
        (tag, names) -> {
          Map<String, String> members = new LinkedHashMap<>();
          names.name().ifPresent(text -> members.put(NAME, text));
          names.givenName().ifPresent(text -> members.put(GIVEN, text));
          names.familyName().ifPresent(text -> members.put(FAMILY, text));
          shown.put(tag, members);
        });
    return shown.isEmpty() ? null : shown;
  }

  private static LocalizedNames names(Map<?, ?> value) {
    Map<String, Object> body = new LinkedHashMap<>();
    value.forEach((name, member) -> body.put(String.valueOf(name), member));
    JsonObjectMemberReader members = JsonObjectMemberReader.of(body, MEMBERS);
    var names =
        new LocalizedNames(
            members.text(NAME, LONG), members.text(GIVEN, SHORT), members.text(FAMILY, SHORT));
    if (shownNothing(names)) {
      throw ApiException.invalid(
          MEMBER, MEMBER + " must contain at least one name for each language tag.");
    }
    return names;
  }

  private static boolean shownNothing(LocalizedNames names) {
    return names.name().isEmpty() && names.givenName().isEmpty() && names.familyName().isEmpty();
  }

  /** Section 5.2: canonicalizes the tag, so that two spellings are the same language. */
  private static String canonical(String tag) {
    if (tag.isEmpty() || tag.length() > MAX_TAG) {
      throw malformed();
    }
    try {
      return new Locale.Builder().setLanguageTag(tag).build().toLanguageTag();
    } catch (IllformedLocaleException e) {
      throw malformed();
    }
  }

  private static ApiException malformed() {
    return ApiException.invalid(
        MEMBER, MEMBER + " must use language tags as keys, such as ja-Kana-JP.");
  }
}
