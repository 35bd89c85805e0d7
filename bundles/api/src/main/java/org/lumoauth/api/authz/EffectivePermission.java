package org.lumoauth.api.authz;

import java.util.Optional;

/**
 * A permission that a subject has.
 *
 * @param slug as {@code documents.read}
 * @param description in words
 * @param source where it comes from, as {@code role:Editor}
 * @param id its number in the tenant, where the model keeps permissions
 * @param name what people call it, where the model keeps permissions
 */
public record EffectivePermission(
    String slug,
    Optional<String> description,
    String source,
    Optional<Long> id,
    Optional<String> name) {

  /** A permission that has a slug alone. */
  public EffectivePermission(String slug, Optional<String> description, String source) {
    this(slug, description, source, Optional.empty(), Optional.empty());
  }
}
