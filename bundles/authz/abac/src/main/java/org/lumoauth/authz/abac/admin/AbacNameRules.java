package org.lumoauth.authz.abac.admin;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authz.abac.condition.AttributePath;
import org.lumoauth.authz.abac.policy.PolicyDocument;
import org.lumoauth.authz.abac.store.AttributeValueTable;

/** What policies, attributes and what they are about may be called. */
final class AbacNameRules {

  private static final int MAX_SLUG = 64;
  private static final Pattern SLUG = Pattern.compile("[a-z]([a-z0-9_-]*[a-z0-9])?");

  /** Wide enough for permissions' parts and for names of tools; no slash, no wildcard. */
  private static final Pattern PART = Pattern.compile("[A-Za-z0-9_:@.-]{1,128}");

  private AbacNameRules() {}

  static String policySlug(String slug) {
    if (slug.length() > MAX_SLUG || !SLUG.matcher(slug).matches()) {
      throw ApiException.invalid(
          "slug",
          "A policy's slug is 1 to 64 lower-case letters, digits, hyphens and underscores, begins"
              + " with a letter and ends with a letter or digit.");
    }
    return slug;
  }

  /** A slug out of a name: {@code Office hours} gives {@code office-hours}. */
  static String policySlugFrom(String name) {
    return policySlug(cut(plain(name, "-").replaceAll("^[^a-z]+", ""), "-"));
  }

  static String attributeSlug(String slug) {
    if (!AttributePath.isName(slug)) {
      throw ApiException.invalid(
          "slug",
          "An attribute's slug is 1 to 64 letters, digits and underscores and begins with a"
              + " letter.");
    }
    return slug;
  }

  /** A slug out of a name: {@code Cost center} gives {@code cost_center}. */
  static String attributeSlugFrom(String name) {
    return attributeSlug(cut(plain(name, "_").replaceAll("^[^a-z]+", ""), "_"));
  }

  /** A resource type or an action, or {@code *} for any. */
  static String part(String member, String text) {
    if (!text.equals(PolicyDocument.ANY) && !PART.matcher(text).matches()) {
      throw ApiException.invalid(
          member, member + " is * or 1 to 128 letters, digits and _ - : @ and dots.");
    }
    return text;
  }

  /** The type of one resource. */
  static String resourceType(String text) {
    if (!PART.matcher(text).matches()) {
      throw ApiException.invalid(
          "resourceType", "A resource type is 1 to 128 letters, digits and _ - : @ and dots.");
    }
    return text;
  }

  /** The identifier of one resource: any text without control characters. */
  static String resourceId(String text) {
    if (text.isEmpty()
        || text.length() > AttributeValueTable.MAX_ID
        || text.chars().anyMatch(Character::isISOControl)) {
      throw ApiException.invalid(
          "resourceId",
          "A resource's id is 1 to "
              + AttributeValueTable.MAX_ID
              + " characters, none of control.");
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
      throw ApiException.invalid("slug", "No slug can be made of this name: give one.");
    }
    return cut;
  }
}
