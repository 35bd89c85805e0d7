package org.lumoauth.authz.rbac.admin;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lumoauth.api.web.ApiException;

/** What roles and permissions may be called. */
final class RbacNameRules {

  private static final int MAX_NAME = 200;
  private static final int MAX_DESCRIPTION = 2000;
  private static final int MAX_SLUG = 64;
  private static final int MAX_PERMISSION = 128;
  private static final Pattern ROLE_SLUG = Pattern.compile("[a-z0-9]([a-z0-9_-]*[a-z0-9])?");

  /**
   * {@code resource.action}: ASCII letters and digits and {@code _ - : / . @}, at least one dot,
   * nothing empty between dots. No wildcard and no space: a permission means itself and nothing
   * else. Wide enough for names of real tools, as {@code filesystem.read_file}.
   */
  private static final Pattern PERMISSION =
      Pattern.compile("[A-Za-z0-9_:/@-]++(\\.[A-Za-z0-9_:/@-]++)++");

  private RbacNameRules() {}

  static String name(String name) {
    if (name == null || name.isBlank()) {
      throw ApiException.invalid("name", "A name is needed.");
    }
    return text("name", name.strip(), MAX_NAME);
  }

  /** An empty text takes the description away. */
  static Optional<String> description(String description) {
    return Optional.ofNullable(description)
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .map(text -> text("description", text, MAX_DESCRIPTION));
  }

  static String roleSlug(String slug) {
    if (slug.length() > MAX_SLUG || !ROLE_SLUG.matcher(slug).matches()) {
      throw ApiException.invalid(
          "slug",
          "A role's slug is 1 to 64 lower-case letters, digits, hyphens and underscores, and"
              + " begins and ends with a letter or digit.");
    }
    return slug;
  }

  /** A slug out of a name: {@code Content Editor} gives {@code content-editor}. */
  static String roleSlugFrom(String name) {
    var plain =
        Normalizer.normalize(name, Normalizer.Form.NFKD)
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\p{M}+", "")
            .replaceAll("[^a-z0-9]+", "-");
    var cut = plain.substring(0, Math.min(plain.length(), MAX_SLUG)).replaceAll("^-|-$", "");
    if (cut.isEmpty()) {
      throw ApiException.invalid("slug", "No slug can be made of this name: give one.");
    }
    return cut;
  }

  static String permission(String slug) {
    if (slug == null || slug.length() > MAX_PERMISSION || !PERMISSION.matcher(slug).matches()) {
      throw ApiException.invalid(
          "slug",
          "A permission's slug is resource.action: up to 128 letters, digits and _ - : / @, with"
              + " a dot between its parts and no wildcard.");
    }
    return slug;
  }

  private static String text(String field, String text, int max) {
    if (text.length() > max) {
      throw ApiException.invalid(field, "The " + field + " has at most " + max + " characters.");
    }
    if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
      throw ApiException.invalid(field, "The " + field + " holds a control character.");
    }
    return text;
  }
}
