/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.tenantstyle;

import java.util.Optional;

/**
 * The custom parts of a tenant's pages.
 *
 * @param style the style sheet to serve
 * @param html the HTML for pages
 */
public record TenantPageCustomization(Optional<String> style, Optional<String> html) {

  /** No custom parts. */
  public static final TenantPageCustomization NONE =
      new TenantPageCustomization(Optional.empty(), Optional.empty());
}
