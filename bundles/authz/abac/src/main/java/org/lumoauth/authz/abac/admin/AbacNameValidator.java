/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.admin;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authz.abac.condition.AttributePath;
import org.lumoauth.authz.abac.policy.PolicyDocument;
import org.lumoauth.authz.abac.store.AttributeValueTable;

/** Validates the names of policies, attributes and resources. */
final class AbacNameValidator {

  private static final int MAX_SLUG = 64;
  private static final Pattern SLUG = Pattern.compile("[a-z]([a-z0-9_-]*[a-z0-9])?");

  /** Allows parts of permissions and names of tools; excludes slashes and wildcards. */
  private static final Pattern PART = Pattern.compile("[A-Za-z0-9_:@.-]{1,128}");

  private AbacNameValidator() {}

  static String policySlug(String slug) {
    if (slug.length() > MAX_SLUG || !SLUG.matcher(slug).matches()) {
      throw ApiException.invalid(
          "slug",
          "`slug` must be 1 to 64 lowercase letters, digits, hyphens and "
              + "underscores, begin"
              + " with a letter, and end with a letter or digit.");
    }
    return slug;
  }

  /** Derives a slug from a name, for example {@code office-hours} from {@code Office hours}. */
  static String policySlugFrom(String name) {
    return policySlug(cut(plain(name, "-").replaceAll("^[^a-z]+", ""), "-"));
  }

  static String attributeSlug(String slug) {
    if (!AttributePath.isName(slug)) {
      throw ApiException.invalid(
          "slug",
          "`slug` must be 1 to 64 letters, digits and underscores, and begin with a" + " letter.");
    }
    return slug;
  }

  /** Derives a slug from a name, for example {@code cost_center} from {@code Cost center}. */
  static String attributeSlugFrom(String name) {
    return attributeSlug(cut(plain(name, "_").replaceAll("^[^a-z]+", ""), "_"));
  }

  /** Validates a resource type or an action, or {@code *} for any. */
  static String part(String member, String text) {
    if (!text.equals(PolicyDocument.ANY) && !PART.matcher(text).matches()) {
      throw ApiException.invalid(
          member, "`" + member + "` must be * or 1 to 128 letters, digits, dots and _ - : @.");
    }
    return text;
  }

  /** Validates the type of a resource. */
  static String resourceType(String text) {
    if (!PART.matcher(text).matches()) {
      throw ApiException.invalid(
          "resourceType", "`resourceType` must be 1 to 128 letters, digits, dots and _ - : @.");
    }
    return text;
  }

  /** Validates the id of a resource: any text without control characters. */
  static String resourceId(String text) {
    if (text.isEmpty()
        || text.length() > AttributeValueTable.MAX_ID
        || text.chars().anyMatch(Character::isISOControl)) {
      throw ApiException.invalid(
          "resourceId",
          "`resourceId` must be 1 to "
              + AttributeValueTable.MAX_ID
              + " characters without control characters.");
    }
    return text;
  }

  private static String plain(String name, String between) {
    return Normalizer.normalize(name, Normalizer.Form.NFKD)
        .toLowerCase(Locale.ROOT)
        .replaceAll("\\p{M}+", "")
        .replaceAll("[^a-z0-9]+", between);
  }

  private static String cut(String slug, String between) {
    var cut = slug.substring(0, Math.min(slug.length(), MAX_SLUG)).replaceAll(between + "$", "");
    if (cut.isEmpty()) {
      throw ApiException.invalid(
          "slug", "`slug` is required, because it cannot be derived from this name.");
    }
    return cut;
  }
}
