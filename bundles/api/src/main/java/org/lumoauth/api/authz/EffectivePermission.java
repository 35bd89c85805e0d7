package org.lumoauth.api.authz;

import java.util.Optional;

/**
 * A permission that a subject has.
 *
 * @param slug as {@code documents.read}
 * @param description in words
 * @param source where it comes from, as {@code role:Editor}
 */
public record EffectivePermission(String slug, Optional<String> description, String source) {}
