/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.admin;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lumoauth.api.web.ApiException;

/** Validates the names of roles and permissions. */
final class RbacNameValidator {

  private static final int MAX_NAME = 200;
  private static final int MAX_DESCRIPTION = 2000;
  private static final int MAX_SLUG = 64;
  private static final int MAX_PERMISSION = 128;
  private static final Pattern ROLE_SLUG = Pattern.compile("[a-z0-9]([a-z0-9_-]*[a-z0-9])?");

  /**
   * Matches {@code resource.action}: ASCII letters and digits and {@code _ - : / . @}, at least one
   * dot, and no empty part. Wildcards and spaces are excluded: a permission always means exactly
   * itself. Allows the names of common tools, for example {@code filesystem.read_file}.
   */
  private static final Pattern PERMISSION =
      Pattern.compile("[A-Za-z0-9_:/@-]++(\\.[A-Za-z0-9_:/@-]++)++");

  private RbacNameValidator() {}

  static String name(String name) {
    if (name == null || name.isBlank()) {
      throw ApiException.invalid("name", "`name` is required.");
    }
    return text("name", name.strip(), MAX_NAME);
  }

  /** Returns the description; an empty text removes it. */
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
          "`slug` must be 1 to 64 lowercase letters, digits, hyphens and "
              + "underscores, and"
              + " begin and end with a letter or digit.");
    }
    return slug;
  }

  /** Derives a slug from a name, for example {@code content-editor} from {@code Content Editor}. */
  static String roleSlugFrom(String name) {
    var plain =
        Normalizer.normalize(name, Normalizer.Form.NFKD)
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\p{M}+", "")
            .replaceAll("[^a-z0-9]+", "-");
    var cut = plain.substring(0, Math.min(plain.length(), MAX_SLUG)).replaceAll("^-|-$", "");
    if (cut.isEmpty()) {
      throw ApiException.invalid(
          "slug", "`slug` is required, because it cannot be derived from this name.");
    }
    return cut;
  }

  static String permission(String slug) {
    if (slug == null || slug.length() > MAX_PERMISSION || !PERMISSION.matcher(slug).matches()) {
      throw ApiException.invalid(
          "slug",
          "`slug` must have the form resource.action: up to 128 letters, digits and "
              + "_ - : / @, with"
              + " a dot between the parts and without wildcards.");
    }
    return slug;
  }

  private static String text(String field, String text, int max) {
    if (text.length() > max) {
      throw ApiException.invalid(
          field, "`" + field + "` must not be longer than " + max + " characters.");
    }
    if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
      throw ApiException.invalid(field, "`" + field + "` must not contain control characters.");
    }
    return text;
  }
}
