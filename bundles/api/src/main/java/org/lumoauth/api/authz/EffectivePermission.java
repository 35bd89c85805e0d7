/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.authz;

import java.util.Optional;

/**
 * A permission of a subject.
 *
 * @param slug the slug, such as {@code documents.read}
 * @param description the description
 * @param source the source, such as {@code role:Editor}
 * @param id the number of the permission in the tenant, if the model stores permissions
 * @param name the display name, if the model stores permissions
 */
public record EffectivePermission(
    String slug,
    Optional<String> description,
    String source,
    Optional<Long> id,
    Optional<String> name) {

  /** Creates a permission without id and name. */
  public EffectivePermission(String slug, Optional<String> description, String source) {
    this(slug, description, source, Optional.empty(), Optional.empty());
  }
}
